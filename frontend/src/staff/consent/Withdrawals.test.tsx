import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { accessible, answering, atTheDesk, show } from "../testing";
import { aDetail } from "./testing";
import { Withdrawals } from "./Withdrawals";

const POST = "POST /api/staff/participants/person-1/withdrawals";
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const detail = aDetail({
  withdrawal_options: [
    { scope: "choice", choice: "keep", title: "May we keep your samples?", explain: "", data: "", ends: 0 },
    {
      scope: "everything",
      choice: null,
      title: "Stop everything",
      explain: "There are no more visits.",
      data: "What we have stays.",
      ends: 14,
    },
  ],
});

beforeEach(() => atTheDesk(["consent.read", "consent.write"]));

it("says once more what follows before a withdrawal is recorded", async () => {
  const calls = answering({ [POST]: { body: detail } });
  const { container } = show(<Withdrawals detail={detail} />);
  press("Record a withdrawal");
  press("Go on");
  expect(screen.getByText("Choose what is taken back.")).toBeTruthy();
  fireEvent.click(screen.getByLabelText(/Stop everything/));
  fireEvent.input(screen.getByLabelText("Reason, if one was given"), { target: { value: "Moves away" } });
  await accessible(container);
  press("Go on");
  expect(calls).toEqual([]);
  expect(screen.getByRole("alert").textContent).toContain("Ends 14 visits ahead.");
  await accessible(container);
  press("Record the withdrawal");
  await waitFor(() => expect(calls).toHaveLength(1));
  expect(calls[0]?.body).toMatchObject({ scope: "everything", choice: null, reason: "Moves away", language: "en" });
});

it("goes back from the last look with everything still there", () => {
  show(<Withdrawals detail={detail} />);
  press("Record a withdrawal");
  fireEvent.click(screen.getByLabelText(/May we keep your samples/));
  fireEvent.input(screen.getByLabelText("Reason, if one was given"), { target: { value: "Changed my mind" } });
  press("Go on");
  expect(screen.getByText("The optional use ends. The rest of the consent stays in force.")).toBeTruthy();
  press("Back");
  expect(screen.getByLabelText<HTMLInputElement>(/May we keep your samples/).checked).toBe(true);
  expect(screen.getByLabelText<HTMLTextAreaElement>("Reason, if one was given").value).toBe("Changed my mind");
});

it("lists what was taken back", async () => {
  const gone = {
    scope: "choice" as const,
    choice: "keep",
    choice_ask: "May we keep your samples?",
    reason: "By phone",
    at: "2027-01-10T15:00:00Z",
  };
  const { container } = show(<Withdrawals detail={aDetail({ withdrawals: [gone] })} />);
  expect(screen.getByText(/One optional use: May we keep your samples/)).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
  await accessible(container);
});
