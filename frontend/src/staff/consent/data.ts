/** What the desk asks the server about consent, one function a route, and the names of its answers. */
import { api, read, type Shape } from "../../api";
import { upload } from "../../api/upload";
import { PAGE_SIZE } from "../data/api";

export type ConsentRow = Shape<"ConsentRow">;
export type Stage = ConsentRow["stage"];
export type SignerRole = ConsentRow["awaited"][number];
export type ConsentDetail = Shape<"ConsentDetail">;
export type DeskConsent = Shape<"DeskConsent">;
export type ConsentState = DeskConsent["state"];
export type Signature = Shape<"DeskSignature">;
export type Identity = NonNullable<Signature["identity"]>;
export type Question = Shape<"DeskQuestion">;
export type AnswerWay = NonNullable<Question["way"]>;
export type Copy = Shape<"Copy">;
export type Choice = Shape<"Choice">;
export type TrailEntry = Shape<"TrailEntry">;
export type WithdrawalOption = Shape<"WithdrawalOption">;
export type Countersign = Shape<"Countersign">;
/** Sent as a field of a form, so the server's description has no name for it. */
export type PaperConsent = {
  id: string;
  version_id: string;
  language: string;
  choices: Record<string, boolean>;
  signatures: PaperSignature[];
};
export type PaperSignature = { role: SignerRole; name: string; date: string };
export type Withdraw = Shape<"Withdraw">;

export type VersionRow = Shape<"VersionRow">;
export type VersionState = VersionRow["state"];
export type VersionDetail = Shape<"VersionDetail">;
export type VersionText = Shape<"VersionText">;
export type Element = Shape<"Element">;
export type Grade = Shape<"Grade">;
export type Approval = Omit<Shape<"Approve">, "version">;

export type ConsentQuery = Record<"site" | "stage" | "mine" | "signed" | "again" | "page", string>;

function list({ site, stage, mine, signed, again, page }: ConsentQuery) {
  const query = {
    page: Number(page),
    page_size: PAGE_SIZE,
    mine: mine === "true",
    ...(site ? { site } : {}),
    ...(stage ? { stage: stage as Stage } : {}),
    ...(signed ? { signed } : {}),
    ...(again ? { again } : {}),
  };
  return read(api.GET("/api/staff/consents", { params: { query } }));
}

const person = (id: string) => ({ params: { path: { participant_id: id } } });
const version = (id: string) => ({ params: { path: { version_id: id } } });

export const consents = {
  list,
  waiting: async () =>
    (await read(api.GET("/api/staff/consents", { params: { query: { mine: true, page: 1, page_size: 1 } } }))).waiting,
  detail: (id: string) => read(api.GET("/api/staff/participants/{participant_id}/consent", person(id))),
  answer: (id: string, body: Shape<"AnswerQuestion">) =>
    read(
      api.POST("/api/staff/consent-questions/{question_id}/answer", { params: { path: { question_id: id } }, body }),
    ),
  countersign: (id: string, body: Countersign) =>
    read(api.POST("/api/staff/consents/{consent_id}/signature", { params: { path: { consent_id: id } }, body })),
  withdraw: (id: string, body: Withdraw) =>
    read(api.POST("/api/staff/participants/{participant_id}/withdrawals", { ...person(id), body })),
  paper: async (id: string, paper: PaperConsent, scan: File, onSent: (part: number) => void) => {
    const form = new FormData();
    form.set("paper", JSON.stringify(paper));
    form.set("scan", scan);
    const answer = await upload(`/api/staff/participants/${id}/paper-consent`, form, onSent);
    return (await answer.json()) as ConsentDetail;
  },

  versions: () => read(api.GET("/api/staff/consent-versions")),
  version: (id: string) => read(api.GET("/api/staff/consent-versions/{version_id}", version(id))),
  approve: (id: string, on: number, approval: Approval) =>
    read(
      api.POST("/api/staff/consent-versions/{version_id}/approval", {
        ...version(id),
        body: { version: on, ...approval },
      }),
    ),
  putInForce: (id: string, on: number) =>
    read(api.POST("/api/staff/consent-versions/{version_id}/in-force", { ...version(id), body: { version: on } })),
};

/** Addresses that the browser opens by itself: documents and tables. */
export const copyAddress = (id: string) => `/api/staff/consent-copies/${id}`;
export const trailAddress = (id: string) => `/api/staff/participants/${id}/consent/trail.csv`;
export const printAddress = (id: string, language: string) =>
  `/api/staff/consent-versions/${id}/print?language=${encodeURIComponent(language)}`;
