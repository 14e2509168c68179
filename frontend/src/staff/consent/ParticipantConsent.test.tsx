import { screen } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { accessible, answering, atTheDesk, show } from "../testing";
import { ParticipantConsent } from "./ParticipantConsent";
import { aDetail, aRow } from "./testing";

beforeEach(() => atTheDesk(["consent.read"]));

it("says where the participant stands and leads to the whole consent", async () => {
  const row = aRow({ stage: "in_force", awaited: [] });
  answering({ "GET /api/staff/participants/person-1/consent": { body: aDetail({ row }) } });
  const { container } = show(<ParticipantConsent id="person-1" />);
  await screen.findByText("The consent is in force. Nobody needs to act.");
  expect(screen.getByRole("link", { name: "Open consent" }).getAttribute("href")).toBe("/staff/consent/person-1");
  await accessible(container);
});
