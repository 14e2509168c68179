import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { accessible, answering, aParticipant, atTheDesk, show } from "../testing";
import { ParticipantPanel } from "../participants/ParticipantPanel";
import { ParticipantTravel } from "./ParticipantTravel";
import { aRow, aTravel, coordinator, monitor } from "./testing";

const TRAVEL = "GET /api/staff/participants/person-1/travel";
const PUT = "PUT /api/staff/participants/person-1/travel/distance";
const open = () => show(<ParticipantTravel id="person-1" code="FH-001" />);
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const type = (value: string) => fireEvent.input(screen.getByLabelText("Miles, one way"), { target: { value } });

beforeEach(() => atTheDesk(coordinator));

it("has its place among the parts of a participant", async () => {
  answering({
    "GET /api/staff/participants/person-1": { body: aParticipant() },
    [TRAVEL]: { body: aTravel() },
  });
  show(<ParticipantPanel id="person-1" onClose={() => {}} />, "/staff/participants/person-1?tab=travel");
  await screen.findByText("18.4 miles one way");
  expect(screen.getByRole("link", { name: "Travel money" }).getAttribute("aria-current")).toBe("page");
});

it("shows the claims as they come, each leading to the claim", async () => {
  const paid = aRow({ id: "claim-2", reference: "F954-BF2D", status: "paid", approved: 7000 });
  answering({ [TRAVEL]: { body: aTravel({ claims: [aRow(), paid] }) } });
  const { container } = open();
  const links = await screen.findAllByRole("link");
  expect(links.map((link) => [link.textContent, link.getAttribute("href")])).toEqual([
    ["1A81-08B7", "/staff/claims/claim-1"],
    ["F954-BF2D", "/staff/claims/claim-2"],
  ]);
  expect(screen.getByText("$70.00 approved")).toBeTruthy();
  await accessible(container);
});

it("changes how far it is from home, once it reads as a distance", async () => {
  const calls = answering({
    [TRAVEL]: [{ body: aTravel() }, { body: aTravel({ distance: 205 }) }],
    [PUT]: { body: aTravel({ distance: 205 }) },
  });
  const { container } = open();
  await screen.findByRole("button", { name: "Change" });
  press("Change");
  expect(screen.getByLabelText<HTMLInputElement>("Miles, one way").value).toBe("18.4");
  type("20.55");
  press("Save distance");
  expect(screen.getByRole("alert").textContent).toContain("Enter the distance one way, for example 23.4.");
  await accessible(container);
  type("20.5");
  press("Save distance");
  await screen.findByText("20.5 miles one way");
  expect(calls.find(({ method }) => method === "PUT")?.body).toEqual({ one_way: 205 });
  await waitFor(() => expect(document.activeElement?.textContent).toBe("Change"));
});

it("lets a monitor read it, and says where nothing is known or paid", async () => {
  await atTheDesk(monitor);
  answering({ [TRAVEL]: { body: aTravel({ distance: null, claims: [] }) } });
  const known = open();
  await screen.findByText("Not known yet");
  expect(screen.getByText("No claim was sent yet")).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
  known.unmount();
  answering({ [TRAVEL]: { body: aTravel({ unit: null, distance: null, claims: [] }) } });
  open();
  await screen.findByText("This study pays no travel money");
});
