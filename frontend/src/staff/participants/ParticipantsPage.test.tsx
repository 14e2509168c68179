import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { Route, Router } from "preact-iso";
import { beforeEach, expect, it } from "vitest";

import { accessible, answering, aParticipant, atTheDesk, show } from "../testing";
import { ParticipantsPage } from "./ParticipantsPage";

const LIST = "GET /api/staff/participants";
const SEARCH = "POST /api/staff/participants/search";
const page = (rows: object[]) => ({ body: { rows, total: rows.length, page: 1, page_size: 50 } });
const eleanor = aParticipant({
  late: [{ kind: "visit_not_booked", visit_id: "visit-1", name: "Month 6", since: "2027-01-01" }],
});
const ana = aParticipant({ id: "person-2", code: "FH-002", name: "Ana Ruiz", status: "invited", phase: null });

const open = (address: string) =>
  show(
    <Router>
      <Route path="/staff/participants/:id?" component={ParticipantsPage} />
      <Route default component={() => <p>Elsewhere</p>} />
    </Router>,
    address,
  );

beforeEach(() => atTheDesk());

it("reads its filters from the address and shows them", async () => {
  answering({ [LIST]: page([eleanor]) });
  const { container } = open("/staff/participants?late=true&status=enrolled");
  await screen.findByText("Eleanor Whitfield");
  expect(screen.getByLabelText<HTMLInputElement>("Late only").checked).toBe(true);
  expect(screen.getByLabelText<HTMLSelectElement>("Status").value).toBe("enrolled");
  expect(screen.getByText(/Month 6 not booked/)).toBeTruthy();
  await accessible(container);
});

it("puts a changed filter into the address and asks for the rows it means", async () => {
  answering({ [LIST]: [page([eleanor, ana]), page([ana])] });
  open("/staff/participants");
  await screen.findByText("Eleanor Whitfield");
  fireEvent.change(screen.getByLabelText("Status"), { target: { value: "invited" } });
  await waitFor(() => expect(screen.queryByText("Eleanor Whitfield")).toBeNull());
  expect(location.search).toBe("?status=invited");
  expect(screen.getByText("1 found")).toBeTruthy();
});

it("searches for a name without writing it where a server would log it", async () => {
  const calls = answering({ [LIST]: page([eleanor, ana]), [SEARCH]: page([ana]) });
  open("/staff/participants");
  await screen.findByText("Eleanor Whitfield");
  fireEvent.input(screen.getByRole("searchbox"), { target: { value: "ruiz" } });
  await waitFor(() => expect(screen.queryByText("Eleanor Whitfield")).toBeNull());
  expect(location.search).toBe("");
  expect(location.hash).toBe("#q=ruiz");
  expect(calls.find(({ method }) => method === "POST")?.body).toMatchObject({ text: "ruiz" });
});

it("says in words that nobody matches, and clears the filters", async () => {
  answering({ [LIST]: [page([]), page([eleanor])] });
  open("/staff/participants?status=withdrawn");
  await screen.findByText("Nobody matches these filters");
  fireEvent.click(screen.getByRole("button", { name: "Clear filters" }));
  await screen.findByText("Eleanor Whitfield");
  expect(location.search).toBe("");
});

it("opens a row beside the list, keeps its filters, and goes back to them", async () => {
  answering({ [LIST]: page([eleanor]), "GET /api/staff/participants/person-1": { body: eleanor } });
  const { container } = open("/staff/participants?late=true");
  fireEvent.click(await screen.findByRole("link", { name: "FH-001" }));
  await screen.findByRole("heading", { name: "FH-001 · Eleanor Whitfield" });
  expect(location.pathname + location.search).toBe("/staff/participants/person-1?late=true");
  await accessible(container);
  fireEvent.click(screen.getByRole("button", { name: "Close panel" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(location.pathname + location.search).toBe("/staff/participants?late=true");
});

it("offers a monitor nothing to add", async () => {
  await atTheDesk(["participants.read"]);
  answering({ [LIST]: page([eleanor]) });
  open("/staff/participants");
  await screen.findByText("Eleanor Whitfield");
  expect(screen.queryByRole("link", { name: "Add a participant" })).toBeNull();
});
