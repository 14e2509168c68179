import "fake-indexeddb/auto";

import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { standing } from "../data/session";
import { accessible, answering, aSession, inside, show } from "../testing";
import { fresh, heading, LIST, press, serving, text, type } from "./harness";
import MessagesPages from "./MessagesPages";
import { anAnnouncement, aRow, aThread, NOW } from "./testing";

let stop = () => {};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  stop = await fresh("/messages");
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

const links = () => within(screen.getByRole("main")).getAllByRole("link").map(({ textContent }) => textContent.replace(/[\u00a0\u202f]/g, " "));

it("says what messages are for, and what not, where there are none", async () => {
  serving({ threads: [] });
  const { container } = show(<MessagesPages />);
  await heading("You have no messages yet", 2);
  expect(text()).toContain("A message is not for an emergency.");
  const call = await screen.findByRole("link", { name: "In an emergency call 911" });
  expect(call.getAttribute("href")).toBe("tel:911");
  expect(screen.queryByRole("search")).toBeNull();
  await accessible(container);
});

it("shows the newest first, each with its topic, its last words and who acts next", async () => {
  const threads = [
    aRow({ id: "old", topic_label: "How I feel", last_at: "2026-11-02T15:00:00Z", status: "closed" }),
    aRow({ id: "waits", waits_since: "2026-11-23T15:00:00Z", answer_by: "2026-11-25T20:00:00Z", about_visit: "Month 6" }),
    aRow({ id: "answered", last_at: "2026-11-22T15:00:00Z", last_from_team: true, last_author: "Grace Okafor", last_text: "Yes." }),
  ];
  serving({ threads, announcements: [anAnnouncement({ read: true })] });
  const { container } = show(<MessagesPages />);
  await screen.findByRole("link", { name: /How I feel/ });
  const [, first, second, third, fourth] = links();
  expect(first).toMatch(/^A visit or scanAbout your visit: Month 6You: May I come at 10\?The team has it and usually answers by 3:00 pm in New York tomorrow\./);
  expect(second).toContain("Grace Okafor: Yes.The team has answered. You need do nothing.");
  expect(third).toContain("From the studyThe clinic is closed on Friday");
  expect(fourth).toContain("Finished. If you write again, it goes on.");
  await accessible(container);
});

it.each([
  [{ waits_since: "2026-11-20T15:00:00Z", answer_by: "2026-11-23T20:00:00Z" }, "The team wanted to answer by 3:00 pm in New York on Monday 23 November and is late."],
  [{}, "The team has it. You need do nothing."],
])("says where a conversation stands: %j", async (change, words) => {
  serving({ threads: [aRow(change)] });
  show(<MessagesPages />);
  await screen.findByRole("link", { name: /A visit or scan/ });
  expect(text()).toContain(words);
});

it("marks what is unread by a word, not by its look alone", async () => {
  serving({ threads: [aRow({ unread: 2 })], announcements: [anAnnouncement()], unread: 3 });
  show(<MessagesPages />);
  expect((await screen.findByRole("link", { name: /A visit or scan New/ })).textContent).toContain("2 new messages from the team.");
  expect(screen.getByRole("link", { name: /The clinic is closed on Friday New/ })).toBeTruthy();
});

it("opens what the study told, and says once that it was read", async () => {
  const calls = serving({ threads: [], announcements: [anAnnouncement()] }, aThread(), {
    "POST /api/me/announcements/told-1/read": { body: { unread: 0 } },
  });
  show(<MessagesPages />);
  fireEvent.click(await screen.findByRole("link", { name: /The clinic is closed/ }));
  await heading("The clinic is closed on Friday");
  expect(text()).toContain("We are back on Monday.");
  const reads = () => calls.filter(({ path }) => path === "/api/me/announcements/told-1/read");
  await waitFor(() => expect(reads()).toHaveLength(1));
  await accessible(document.body);
  history.back();
  await screen.findByRole("link", { name: /The clinic is closed/ });
  expect(screen.queryByText("New")).toBeNull();
  expect(reads()).toHaveLength(1);
});

it("finds old messages by a word, which is not put into the address, and leads to them", async () => {
  const found = { message_id: "m-9", thread_id: "thread-1", at: "2026-06-02T15:00:00Z", author: "Grace Okafor" };
  const calls = serving({}, aThread(), {
    "POST /api/me/messages/search": { body: { rows: [{ ...found, from_team: true, topic_label: "A visit or scan", excerpt: "the parking garage" }] } },
  });
  const { container } = show(<MessagesPages />);
  await screen.findByRole("search");
  press("Search");
  expect(text()).toContain("Enter a word to search for.");
  fireEvent.input(screen.getByRole("searchbox"), { target: { value: " parking " } });
  press("Search");
  const hit = await screen.findByRole("link", { name: /the parking garage/ });
  expect(hit.getAttribute("href")).toBe("/messages/thread-1?at=m-9");
  expect(text()).toContain("1 message found");
  expect(calls.find(({ path }) => path.endsWith("/search"))?.body).toEqual({ text: "parking" });
  expect(location.href).not.toContain("parking");
  await accessible(container);
  press("Show all messages");
  expect(await screen.findByRole("link", { name: /May I come at 10/ })).toBeTruthy();
});

it("says that nothing was found, with the words as they were written", async () => {
  serving({}, aThread(), { "POST /api/me/messages/search": { body: { rows: [] } } });
  show(<MessagesPages />);
  await screen.findByRole("search");
  fireEvent.input(screen.getByRole("searchbox"), { target: { value: "<b>x</b>" } });
  press("Search");
  await waitFor(() => expect(text()).toContain("Nothing was found for “<b>x</b>”."));
});

it("asks what it is about, one row a topic, and goes on with what was begun about the same", async () => {
  serving();
  const { container } = show(<MessagesPages />);
  fireEvent.click(await screen.findByRole("link", { name: "Write to the team" }));
  await heading("What do you want to write about?");
  await accessible(container);
  press("Something else");
  await heading("Something else");
  type("Your message", "I have lost my card.");
  history.replaceState(null, "", "/messages");
  dispatchEvent(new PopStateEvent("popstate"));
  const begun = await screen.findByRole("link", { name: /I have lost my card/ });
  expect(begun.textContent).toContain("Begun, not sent");
  fireEvent.click(begun);
  await heading("Something else");
  expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Your message" }).value).toBe("I have lost my card.");
});

it("does not ask whoever comes from a visit what it is about", async () => {
  stop();
  stop = await fresh("/messages/new?visit=visit-1");
  serving();
  show(<MessagesPages />);
  await heading("A visit or scan");
  expect(screen.getByRole("textbox", { name: "Your message" })).toBeTruthy();
});

it("says where a study takes no messages", async () => {
  answering({ [LIST]: { body: { taken: false, topics: [], answer: null, threads: [], announcements: [], unread: 0, most_files: 10, longest_text: 10 } } });
  const { container } = show(<MessagesPages />);
  await heading("This study takes no messages here", 2);
  await accessible(container);
});

it("speaks to a care partner about herself", async () => {
  const place = {
    id: "p",
    role: "care_partner" as const,
    name: "Eleanor Whitfield",
    may_read_check_ins: false,
    since: "2026-01-01T00:00:00Z",
  };
  await inside("en", aSession({ roles: ["care_partner"], place, places: [place] }));
  expect(standing.value.kind).toBe("in");
  serving({ threads: [] });
  show(<MessagesPages />);
  await heading("You have no messages yet", 2);
  expect(text()).toContain("Ask the team what you want to know as a care partner.");
});

it("speaks Spanish", async () => {
  stop();
  stop = await fresh("/messages", "es");
  serving({ threads: [aRow({ waits_since: "2026-11-23T15:00:00Z", answer_by: "2026-11-27T20:00:00Z" })] });
  show(<MessagesPages />);
  await heading("Mensajes");
  await waitFor(() => expect(text()).toContain("El equipo ya lo tiene y suele responder a más tardar el viernes"));
});
