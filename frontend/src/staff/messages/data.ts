/** What the desk asks the server about messages, one function a route, and the names of its answers. */
import { api, read, type Shape } from "../../api";
import { upload } from "../../api/upload";
import { PAGE_SIZE } from "../data/api";
import type { Waits } from "../shell/features";

export type ThreadRow = Shape<"ThreadRow">;
export type Thread = Shape<"ThreadDetail">;
export type ThreadPerson = Shape<"ThreadPerson">;
export type ThreadStep = Shape<"ThreadStepShown">;
export type Message = Shape<"DeskMessage">;
export type MessageFile = Shape<"MessageFile">;
export type Topic = Shape<"MessageTopic">;
export type Counts = Shape<"ThreadCounts">;
export type Labels = Omit<Shape<"LabelThread">, "version">;
export type Replies = Shape<"FilledReplies">;
export type Reply = Shape<"FilledReply">;
export type FoundRow = Shape<"FoundAtDesk">;
export type NewMessage = Required<Shape<"NewDeskMessage">>;
export type NewThread = Shape<"NewDeskThread">;

export const waitings = [
  "ours",
  "overdue",
  "mine",
  "unassigned",
  "to_translate",
  "with_them",
  "closed",
  "all",
] as const;
export type Waiting = (typeof waitings)[number];

/** Lists whose usual order is the newest first; the others begin with what is due first. */
export const newestFirst: readonly Waiting[] = ["with_them", "closed", "all"];

export const sorts = ["usual", "participant", "site", "topic", "holder"] as const;
export type Sort = (typeof sorts)[number];

export type ThreadQuery = { waiting: Waiting; site: string; topic: string; sort?: Sort; page: number; size?: number };

function list({ waiting, site, topic, sort = "usual", page, size = PAGE_SIZE }: ThreadQuery) {
  const query = { waiting, sort, page, page_size: size, ...(site ? { site } : {}), ...(topic ? { topic } : {}) };
  return read(api.GET("/api/staff/threads", { params: { query } }));
}

const counts = async () => (await list({ waiting: "ours", site: "", topic: "", page: 1, size: 1 })).counts;

/** What waits for an answer of the team. */
async function waits(): Promise<Waits> {
  const { ours, overdue } = await counts();
  return { n: ours, late: overdue > 0 };
}

async function handIn(participant: string, id: string, file: File, onSent: (part: number) => void) {
  const form = new FormData();
  form.set("file", file);
  const answer = await upload(`/api/staff/participants/${participant}/message-files/${id}`, form, onSent);
  return (await answer.json()) as MessageFile;
}

const at = (id: string) => ({ params: { path: { thread_id: id } } });

/** `version` is the one that was read. */
export const threads = {
  list,
  counts,
  waits,
  handIn,
  ofParticipant: (participant: string) =>
    read(api.GET("/api/staff/threads", { params: { query: { waiting: "all", participant, page_size: PAGE_SIZE } } })),
  one: (id: string, before?: string) =>
    read(
      api.GET("/api/staff/threads/{thread_id}", {
        params: { path: { thread_id: id }, query: before ? { before } : {} },
      }),
    ),
  begin: (participant: string, body: NewThread) =>
    read(
      api.POST("/api/staff/participants/{participant_id}/threads", {
        params: { path: { participant_id: participant } },
        body,
      }),
    ),
  answer: (id: string, body: NewMessage) =>
    read(api.POST("/api/staff/threads/{thread_id}/messages", { ...at(id), body })),
  read: (id: string, through: string) =>
    read(api.POST("/api/staff/threads/{thread_id}/read", { ...at(id), body: { through } })),
  assign: (id: string, version: number, account: string | null) =>
    read(api.POST("/api/staff/threads/{thread_id}/assignee", { ...at(id), body: { version, account_id: account } })),
  label: (id: string, version: number, labels: Labels) =>
    read(api.POST("/api/staff/threads/{thread_id}/labels", { ...at(id), body: { version, ...labels } })),
  close: (id: string, version: number) =>
    read(api.POST("/api/staff/threads/{thread_id}/close", { ...at(id), body: { version } })),
  reopen: (id: string, version: number) =>
    read(api.POST("/api/staff/threads/{thread_id}/reopen", { ...at(id), body: { version } })),
  merge: (id: string, version: number, into: string) =>
    read(api.POST("/api/staff/threads/{thread_id}/merge", { ...at(id), body: { version, into } })),
  replies: (id: string) => read(api.GET("/api/staff/threads/{thread_id}/replies", at(id))),
  /** The words go in the body: an address ends up in logs. */
  find: (text: string) => read(api.POST("/api/staff/messages/search", { body: { text } })),
};

/** Addresses that the browser opens by itself. */
export const MESSAGES_CSV = "/api/staff/messages.csv";
const file = (id: string) => `/api/staff/message-files/${id}`;
export const thumbPath = (id: string) => `${file(id)}/picture?small=true`;
export const picturePath = (id: string, page: number) => `${file(id)}/picture?page=${page}`;
export const filePath = (id: string) => `${file(id)}/file`;

/** Where the desk shows them. */
export const MESSAGES = "/staff/messages";
export const NEW = "new";
export const ANNOUNCEMENTS = `${MESSAGES}/announcements`;
export const threadPath = (id: string) => `${MESSAGES}/${id}`;
export const writePath = (participant: string) => `${MESSAGES}/${NEW}?participant=${participant}`;
