import { screen } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { accessible, answering, aParticipant, atTheDesk, show } from "../testing";
import { PartnersSection } from "./PartnersSection";

const GET = "GET /api/staff/participants/person-1/care-partners";
const since = "2027-01-04T15:00:00Z";

beforeEach(() => atTheDesk());

it("says who helps, who may read check-ins, who has ended and who is invited", async () => {
  const one = { id: "1", name: "Anna Lindqvist", since, may_read_check_ins: true, ended_at: null };
  const past = { id: "2", name: "Mia Holm", since, may_read_check_ins: false, ended_at: "2027-02-01T15:00:00Z" };
  const peter = { id: "3", name: "Peter", may_read_check_ins: false, made_at: since, last_day: "2027-01-25", expired: false };
  answering({ [GET]: { body: { partners: [one, past], invited: [peter] } } });
  const { container } = show(<PartnersSection participant={aParticipant()} />);
  expect((await screen.findByText("Anna Lindqvist")).parentElement?.textContent).toContain("may read check-ins");
  expect(screen.getByText("Mia Holm").parentElement?.textContent).toContain("helped from");
  expect(screen.getByText("Peter").parentElement?.textContent).toContain("has not joined");
  expect(screen.queryAllByRole("button")).toEqual([]);
  await accessible(container);
});

it("says so where nobody does", async () => {
  answering({ [GET]: { body: { partners: [], invited: [] } } });
  show(<PartnersSection participant={aParticipant()} />);
  expect(await screen.findByText("Nobody helps this participant in the portal.")).toBeTruthy();
});
