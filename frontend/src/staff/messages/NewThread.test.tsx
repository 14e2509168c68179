import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";

import { accessible, answering, aParticipant, atTheDesk, show } from "../testing";
import { NewThread } from "./NewThread";
import { ParticipantMessages } from "./ParticipantMessages";
import { aThread, aThreadRow, coordinator, listOf, monitor } from "./testing";

const topics = [{ key: "visit", label: "A visit or scan" }];
const ONE = "GET /api/staff/participants/person-1";
const BEGIN = "POST /api/staff/participants/person-1/threads";
const FIND = "POST /api/staff/participants/search";
const ALL = "GET /api/staff/participants";

const open = (address: string) => {
  const onSent = vi.fn();
  return { onSent, ...show(<NewThread topics={topics} onClose={() => {}} onSent={onSent} />, address) };
};
const writing = () => open("/staff/messages/new?participant=person-1");

beforeEach(() => atTheDesk(coordinator));

it("finds whom to write to by name, which stands in no address", async () => {
  const page = { page: 1, page_size: 50, total: 1 };
  const calls = answering({
    [ALL]: { body: { ...page, rows: [aParticipant(), aParticipant({ id: "person-2", code: "FH-002" })] } },
    [FIND]: { body: { ...page, rows: [aParticipant({ id: "person-3", code: "FH-003", name: "Rosa" })] } },
  });
  const { container } = open("/staff/messages/new");
  expect(await screen.findAllByRole("listitem")).toHaveLength(2);
  fireEvent.input(screen.getByLabelText("Name or code"), { target: { value: "ros" } });
  const link = await screen.findByRole("link", { name: "FH-003 · Rosa" });
  expect(link.getAttribute("href")).toBe("/staff/messages/new?participant=person-3");
  expect(calls.find(({ method }) => method === "POST")?.body).toMatchObject({ text: "ros" });
  await accessible(container);
});

it("asks for a topic and words, then sends one message in a new conversation", async () => {
  const calls = answering({ [ONE]: { body: aParticipant() }, [BEGIN]: { body: aThread({ id: "thread-8" }) } });
  const { onSent, container } = writing();
  fireEvent.click(await screen.findByRole("button", { name: "Send" }));
  expect(await screen.findByRole("link", { name: "Choose a topic." })).toBeTruthy();
  expect(screen.getByRole("link", { name: "Write something, or add a file." })).toBeTruthy();
  await accessible(container);
  fireEvent.change(screen.getByLabelText("Topic"), { target: { value: "visit" } });
  fireEvent.input(screen.getByLabelText("Message"), { target: { value: "Please come at 9." } });
  fireEvent.click(screen.getByRole("button", { name: "Send" }));
  await waitFor(() => expect(onSent).toHaveBeenCalledWith("thread-8"));
  const sent = calls.find(({ path }) => path.endsWith("/threads"))?.body;
  expect(sent).toMatchObject({ topic: "visit", text: "Please come at 9.", files: [] });
});

it("keeps what is typed when it is refused and when the panel is closed", async () => {
  const refusal = { code: "messages_not_taken", title: "No", detail: "This study does not take messages.", status: 422 };
  answering({ [ONE]: { body: aParticipant() }, [BEGIN]: { status: 422, body: refusal } });
  const first = writing();
  fireEvent.change(await screen.findByLabelText("Topic"), { target: { value: "visit" } });
  fireEvent.input(screen.getByLabelText("Message"), { target: { value: "Please come." } });
  fireEvent.click(screen.getByRole("button", { name: "Send" }));
  expect(await screen.findByText("This study does not take messages.")).toBeTruthy();
  first.unmount();
  writing();
  expect((await screen.findByLabelText<HTMLTextAreaElement>("Message")).value).toBe("Please come.");
});

it("says before anything is written that an invited person may not read it", async () => {
  answering({ [ONE]: { body: aParticipant({ status: "invited" }) } });
  writing();
  expect(await screen.findByText(/may not have an account yet.*\+1 305 555 0141$/)).toBeTruthy();
});

it("shows a participant's conversations in her own panel, and the way to write", async () => {
  const closed = aThreadRow({ id: "thread-2", status: "closed", topic_label: "How I feel", answer_by: null, unread: 1 });
  answering({ "GET /api/staff/threads": listOf([aThreadRow(), closed]) });
  const { container } = show(<ParticipantMessages id="person-1" />);
  expect((await screen.findByRole("link", { name: "How I feel" })).getAttribute("href")).toBe("/staff/messages/thread-2");
  expect(screen.getByRole("link", { name: "Write a message" }).getAttribute("href")).toBe(
    "/staff/messages/new?participant=person-1",
  );
  expect(screen.getByText("Closed")).toBeTruthy();
  expect(screen.getByText("1 new")).toBeTruthy();
  await accessible(container);
});

it("offers a monitor no way to write", async () => {
  await atTheDesk(monitor);
  answering({ "GET /api/staff/threads": listOf([]) });
  show(<ParticipantMessages id="person-1" />);
  expect(await screen.findByText("No message was written yet.")).toBeTruthy();
  expect(screen.queryByRole("link", { name: "Write a message" })).toBeNull();
});
