import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { Route, Router } from "preact-iso";
import { beforeEach, expect, it } from "vitest";

import { accessible, answering, atTheDesk, show } from "../testing";
import { ConsentsPage } from "./ConsentsPage";
import { aConsent, aDetail, aQuestion, aRow } from "./testing";

const LIST = "GET /api/staff/consents";
const DETAIL = "GET /api/staff/participants/person-1/consent";
const page = (rows: object[]) => ({ body: { rows, total: rows.length, page: 1, page_size: 50, waiting: 1 } });

const open = (address: string) =>
  show(
    <Router>
      <Route path="/staff/consent/:id?" component={ConsentsPage} />
      <Route default component={() => <p>Elsewhere</p>} />
    </Router>,
    address,
  );

beforeEach(() => atTheDesk(["consent.read", "consent.write", "study.read"]));

it("says of each participant who signs next, and in words that a day is over", async () => {
  const late = aRow({
    participant_id: "person-2",
    code: "FH-002",
    stage: "sign_again",
    awaited: [],
    sign_by: "2027-01-05",
    overdue: true,
  });
  answering({ [LIST]: page([aRow(), late]) });
  const { container } = open("/staff/consent");
  const [, first] = await screen.findAllByRole("row");
  expect(first?.textContent).toContain("Team signs next");
  expect(first?.lastElementChild?.previousElementSibling?.textContent).toBe("Person who led the discussionInvestigator");
  expect(screen.getByText("Overdue since Tue 5 Jan 2027")).toBeTruthy();
  await accessible(container);
});

it("asks the server for what the address says, and shows it in the filters", async () => {
  const asked: string[] = [];
  answering({ [LIST]: page([aRow()]) });
  const fetched = globalThis.fetch;
  globalThis.fetch = (request) => {
    asked.push(new URL((request as Request).url).search);
    return fetched(request);
  };
  open("/staff/consent?mine=true&stage=signed&again=version-3");
  await screen.findByText("Eleanor Whitfield");
  expect(Object.fromEntries(new URLSearchParams(asked[0]))).toMatchObject({
    mine: "true",
    stage: "signed",
    again: "version-3",
  });
  expect(screen.getByLabelText<HTMLInputElement>("Waiting for me").checked).toBe(true);
  expect(screen.getByLabelText<HTMLSelectElement>("Stage").value).toBe("signed");
  fireEvent.click(screen.getByLabelText("Must sign the new text"));
  await waitFor(() => expect(location.search).toBe("?mine=true&stage=signed"));
});

it("says kindly that nothing waits", async () => {
  answering({ [LIST]: page([]) });
  open("/staff/consent?mine=true");
  await screen.findByText("Nothing waits for you");
});

it("opens a row beside the list and closes back to the same filters", async () => {
  answering({ [LIST]: page([aRow()]), [DETAIL]: { body: aDetail() } });
  const { container } = open("/staff/consent?stage=signed");
  fireEvent.click(await screen.findByRole("link", { name: "FH-001" }));
  await screen.findByRole("heading", { name: "FH-001 · Eleanor Whitfield" });
  await screen.findByText(
    "The participant has signed. Still to sign: the person who led the discussion and the investigator.",
  );
  expect(location.pathname + location.search).toBe("/staff/consent/person-1?stage=signed");
  await accessible(container);
  fireEvent.click(screen.getByRole("button", { name: "Close panel" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(location.pathname + location.search).toBe("/staff/consent?stage=signed");
});

it("shows each signature by the clock of the site, with its meaning", async () => {
  answering({ [LIST]: page([aRow()]), [DETAIL]: { body: aDetail() } });
  open("/staff/consent/person-1");
  const signature = (await screen.findByText("I agree to take part.")).closest("li") as HTMLElement;
  expect(within(signature).getByText(/Sunday,? 10 January 2027 at 10:00\sam/)).toBeTruthy();
  expect(screen.getByText("2 of 2 chapters read, 1 of 1 questions answered right")).toBeTruthy();
  expect(screen.getByText("Yes, keep them")).toBeTruthy();
  expect(screen.getByRole("link", { name: /Signed copy/ }).getAttribute("href")).toBe(
    "/api/staff/consent-copies/copy-1",
  );
});

it("names who signed on paper, whom no electronic signature stands for", async () => {
  const paper = aConsent({ source: "paper", state: "in_force", signatures: [], awaited: [], may_sign: [], copies: [] });
  const line = {
    id: "line-2",
    at: "2027-01-10T15:00:00Z",
    kind: "paper",
    who: "Grace Okafor",
    language: "en",
    facts: { version: "2", signatures: [{ role: "investigator", name: "Helen Marsh", date: "2027-01-08" }] },
  };
  answering({ [LIST]: page([aRow()]), [DETAIL]: { body: aDetail({ consents: [paper], trail: [line] }) } });
  open("/staff/consent/person-1");
  await screen.findByText("Helen Marsh");
  expect(screen.getByText("Dated Fri 8 Jan 2027 on the paper")).toBeTruthy();
});

it("offers nothing to do to somebody who only reads", async () => {
  await atTheDesk(["consent.read", "study.read"]);
  const detail = aDetail({
    consents: [aConsent({ may_sign: [] })],
    questions: [aQuestion()],
    withdrawal_options: [
      { scope: "everything", choice: null, title: "Stop everything", explain: "", data: "", ends: 2 },
    ],
    paper_version_id: "version-2",
    paper_signers: ["participant"],
  });
  answering({ [LIST]: page([aRow()]), [DETAIL]: { body: detail } });
  open("/staff/consent/person-1");
  await screen.findByText("How soon would I get the drug again?");
  const buttons = screen.getAllByRole("button").map((button) => button.getAttribute("aria-label"));
  expect(buttons).toEqual(["Close panel"]);
});
