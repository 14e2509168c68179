import "fake-indexeddb/auto";

import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { Route, Router } from "preact-iso";
import { beforeEach, expect, it } from "vitest";

import { wipe } from "../../offline/store";
import { forgetAll } from "../data/resource";
import { accessible, answering, aVisit, inside, planned, show } from "../testing";
import AnotherTimePage from "./AnotherTimePage";
import { discard, draftOf } from "./draft";

const VISIT = "GET /api/me/visits/visit-1";
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const heading = (name: string) => screen.findByRole("heading", { level: 1, name });
const ask = (day: string, part: string) => {
  fireEvent.input(screen.getByLabelText("Day"), { target: { value: day } });
  fireEvent.click(screen.getByLabelText(part));
};

beforeEach(async () => {
  await wipe();
  forgetAll();
  discard("visit-1");
  await inside("en");
  history.replaceState(null, "", "/visits/visit-1/another-time");
});

const page = () =>
  show(
    <Router>
      {[<Route path="/visits/:id/another-time" component={AnotherTimePage} key="page" />]}
    </Router>,
  );

it("asks one thing a page, goes back without losing anything, and sends once", async () => {
  const { requestId } = draftOf("visit-1");
  const PUT = `PUT /api/me/visits/visit-1/time-requests/${requestId}`;
  const calls = answering({ [VISIT]: { body: aVisit() }, [PUT]: { status: 201, body: {} } });
  const { container } = page();
  await heading("Which day would suit you best?");
  expect(screen.getByText("1 of 5")).toBeTruthy();
  await accessible(container);
  ask("2099-03-11", "Midday");
  press("Continue");
  await heading("Is there a second day that suits you?");
  ask("2099-04-20", "Morning");
  expect(screen.getByText(/outside the time that the study plans/)).toBeTruthy();
  press("Continue");
  await heading("And a third day?");
  press("Leave this out");
  await heading("Do you want to tell the team anything?");
  fireEvent.input(screen.getByLabelText("Your note"), { target: { value: " I work on Tuesdays. " } });
  press("Continue");
  await heading("Check and send");
  await accessible(container);
  press("Send my request");
  await heading("Your request was sent");
  const sent = calls.filter((call) => call.method === "PUT");
  expect(sent.map((call) => call.body)).toEqual([
    {
      proposals: [
        { date: "2099-03-11", part: "midday" },
        { date: "2099-04-20", part: "morning" },
      ],
      note: "I work on Tuesdays.",
    },
  ]);
});

it("keeps what was entered, and its id, when there is no connection", async () => {
  const { requestId } = draftOf("visit-1");
  const PUT = `PUT /api/me/visits/visit-1/time-requests/${requestId}`;
  const replies: Parameters<typeof answering>[0] = { [VISIT]: { body: aVisit() }, [PUT]: "offline" };
  const calls = answering(replies);
  page();
  await heading("Which day would suit you best?");
  ask("2099-03-11", "Midday");
  press("Continue");
  await heading("Is there a second day that suits you?");
  press("Leave this out");
  await heading("Do you want to tell the team anything?");
  press("Continue");
  await heading("Check and send");
  press("Send my request");
  expect(await screen.findByText(/Nothing was sent, and what you entered is still here/)).toBeTruthy();
  replies[PUT] = { body: {} };
  press("Send my request");
  await heading("Your request was sent");
  expect(calls.filter((call) => call.method === "PUT").map((call) => call.path.split("/").pop())).toEqual([
    requestId,
    requestId,
  ]);
});

it("names both things that are missing, and leads to them", async () => {
  answering({ [VISIT]: { body: aVisit() } });
  const { container } = page();
  await heading("Which day would suit you best?");
  press("Continue");
  expect(screen.getByRole("link", { name: "Choose a day." })).toBeTruthy();
  fireEvent.click(screen.getByRole("link", { name: "Choose morning, midday or afternoon." }));
  expect(document.activeElement).toBe(screen.getByLabelText("Morning"));
  await accessible(container);
});

it("begins at the first question where the address is ahead of the answers", async () => {
  history.replaceState(null, "", "/visits/visit-1/another-time?step=5");
  answering({ [VISIT]: { body: aVisit() } });
  page();
  expect(await heading("Which day would suit you best?")).toBeTruthy();
  await waitFor(() => expect(location.search).toBe("?step=1"));
});

it("does not ask about a visit that has no time", async () => {
  answering({ [VISIT]: { body: planned() } });
  page();
  expect(await heading("You cannot ask for another time for this visit. If something does not suit you, call the team.")).toBeTruthy();
});
