import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { Route, Router } from "preact-iso";
import { beforeEach, expect, it } from "vitest";

import { accessible, answering, atTheDesk, show } from "../testing";
import { AnnouncementsPage } from "./AnnouncementsPage";
import { type Announcement, type Preview, type Study, writeAnew } from "./announcing";
import { coordinator, listOf } from "./testing";

const LIST = "GET /api/staff/announcements";
const LOOK = "POST /api/staff/announcements/preview";
const SEND = "POST /api/staff/announcements";
const THREADS = "GET /api/staff/threads";

const study: Study = {
  id: "study-1",
  title: "Free-HER",
  languages: ["en", "es"],
  sites: [{ id: "site-1", name: "Bayside" }],
  phases: [{ key: "monitoring", name: "Monitoring" }],
};
const row: Announcement = {
  id: "told-1",
  at: "2027-01-10T15:00:00Z",
  by: "Grace Okafor",
  title: { en: "Closed on Friday", es: "Cerrado el viernes" },
  text: { en: "<b>Closed</b>", es: "Cerrado" },
  phases: ["monitoring"],
  reached: 9,
  read: 4,
};
const preview: Preview = {
  recipients: 9,
  by_language: { en: 7, es: 2 },
  languages: ["en", "es"],
  missing: [],
  lock_screen: { en: "Something waits for you", es: "Algo le espera" },
  mail: { en: "Sign in to see it.", es: "Inicie sesión para verlo." },
};
const list = (rows: Announcement[], studies = [study]) => ({ body: { rows, studies } });

function open(routes: Parameters<typeof answering>[0], address = "/staff/messages/announcements") {
  const calls = answering({ [THREADS]: listOf([]), [LIST]: list([row]), ...routes });
  const page = (
    <Router>
      <Route path="/staff/messages/announcements/:id?" component={AnnouncementsPage} />
      <Route default component={() => <p>Elsewhere</p>} />
    </Router>
  );
  return { calls, ...show(page, address) };
}

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const fill = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });

async function written(routes: Parameters<typeof answering>[0]) {
  const shown = open(routes, "/staff/messages/announcements/new");
  fireEvent.click(await screen.findByLabelText("Bayside"));
  fill("Title in English", "Closed on Friday");
  fill("Text in English", "We are <b>closed</b>.");
  fill("Title in Spanish", "Cerrado el viernes");
  fill("Text in Spanish", "Estamos cerrados.");
  return shown;
}

beforeEach(async () => {
  writeAnew();
  await atTheDesk(coordinator);
});

it("lists what was announced, how many it reached and how many have read it", async () => {
  const { container } = open({});
  const [, one] = await screen.findAllByRole("row");
  expect(within(one as HTMLElement).getAllByRole("cell").map(({ textContent }) => textContent).slice(2)).toEqual(["9", "4"]);
  await accessible(container);
  fireEvent.click(screen.getByRole("link", { name: "Closed on Friday" }));
  expect(await screen.findByText("<b>Closed</b>")).toBeTruthy();
  expect(screen.getByText("by 4 people")).toBeTruthy();
  expect(screen.getByText("Monitoring")).toBeTruthy();
  expect(screen.getByText("Cerrado el viernes").closest("[lang]")?.getAttribute("lang")).toBe("es");
});

it("offers no form to whom may only read", async () => {
  open({ [LIST]: list([], []) });
  expect(await screen.findByText("Nothing was announced yet")).toBeTruthy();
  expect(screen.queryByRole("link", { name: "Write an announcement" })).toBeNull();
});

it("shows whom it reaches, what phones will say and how it reads, before it is sent", async () => {
  const { calls, container } = await written({ [LOOK]: { body: preview }, [SEND]: list([row]) });
  press("Look at it before sending");
  expect(await screen.findByText("It reaches 9 people.")).toBeTruthy();
  expect(screen.getByText("English: 7 people; Spanish: 2 people")).toBeTruthy();
  expect(screen.getByText("Algo le espera")).toBeTruthy();
  expect(screen.getByText("We are <b>closed</b>.")).toBeTruthy();
  await accessible(container);
  press("Send to 9 people");
  await waitFor(() => expect(calls.filter(({ method }) => method === "POST")).toHaveLength(2));
  expect(calls.findLast(({ method }) => method === "POST")?.body).toMatchObject({
    expected: 9,
    title: { en: "Closed on Friday", es: "Cerrado el viernes" },
    audience: { study_id: "study-1", site_ids: ["site-1"], phases: [] },
  });
});

it("wants a site, and every language, before it can be sent", async () => {
  const { container } = open({ [LOOK]: { body: { ...preview, missing: ["es"] } } }, "/staff/messages/announcements/new");
  fireEvent.click(await screen.findByRole("button", { name: "Look at it before sending" }));
  expect(await screen.findByRole("link", { name: "Choose at least one site." })).toBeTruthy();
  await accessible(container);
  fireEvent.click(screen.getByLabelText("Bayside"));
  press("Look at it before sending");
  expect(await screen.findByText(/^Title or text is missing in: Spanish\./)).toBeTruthy();
  expect(screen.queryByRole("button", { name: /^Send to/ })).toBeNull();
});

it("shows the new number when it would reach others now, and loses nothing", async () => {
  const refusal = {
    code: "audience_changed",
    title: "Changed",
    detail: "It would now reach 10 people.",
    status: 422,
    errors: [{ field: "expected", message: "It would now reach 10 people." }],
  };
  await written({ [LOOK]: [{ body: preview }, { body: { ...preview, recipients: 10 } }], [SEND]: { status: 422, body: refusal } });
  press("Look at it before sending");
  await screen.findByText("It reaches 9 people.");
  press("Send to 9 people");
  expect(await screen.findByRole("button", { name: "Send to 10 people" })).toBeTruthy();
  expect(screen.getByRole("alert").textContent).toContain("It would now reach 10 people.");
  press("Change it");
  expect(screen.getByLabelText<HTMLTextAreaElement>("Text in Spanish").value).toBe("Estamos cerrados.");
});

it("shows what was sent before under the same id, and sends what is written now as one of its own", async () => {
  const refusal = { code: "announcement_differs", title: "No", detail: "This was sent before.", status: 409 };
  const { calls } = await written({ [LOOK]: { body: preview }, [SEND]: [{ status: 409, body: refusal }, list([row])] });
  press("Look at it before sending");
  fireEvent.click(await screen.findByRole("button", { name: "Send to 9 people" }));
  expect(await screen.findByText("This was sent before.")).toBeTruthy();
  await waitFor(() => expect(screen.getByRole("button", { name: "Send to 9 people" }).ariaDisabled).not.toBe("true"));
  press("Send to 9 people");
  const sent = () => calls.filter(({ method, path }) => method === "POST" && path.endsWith("announcements"));
  await waitFor(() => expect(sent()).toHaveLength(2));
  const [first, second] = sent().map(({ body }) => body as { id: string });
  expect(second?.id).not.toBe(first?.id);
});

it("keeps what is written when the panel is closed", async () => {
  const { unmount } = await written({});
  unmount();
  open({}, "/staff/messages/announcements/new");
  expect((await screen.findByLabelText<HTMLInputElement>("Title in English")).value).toBe("Closed on Friday");
});
