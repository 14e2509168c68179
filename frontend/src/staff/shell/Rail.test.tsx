import { screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { accessible, answering, atTheDesk, show } from "../testing";
import { Rail } from "./Rail";

const CONSENTS = "GET /api/staff/consents";
const REQUESTS = "GET /api/staff/time-requests";
const nothing = { body: { rows: [], total: 0, page: 1, page_size: 50, waiting: 0 } };
const words = () => screen.getAllByRole("link").map((link) => link.textContent);

beforeEach(() => answering({ [CONSENTS]: { body: { ...nothing.body, waiting: 3 } }, [REQUESTS]: nothing }));

it("counts beside Consent what waits for the person, filters aside", async () => {
  await atTheDesk(["participants.read", "consent.read", "study.read"]);
  const { container } = show(<Rail onKeys={() => {}} />);
  await waitFor(() => expect(words()).toContain("Consent3 waiting"));
  expect(words()).not.toContain("Consent texts");
  await accessible(container);
});

it("gives the texts a place of their own for whom may read no consent", async () => {
  await atTheDesk(["study.read", "consent.versions"]);
  show(<Rail onKeys={() => {}} />);
  expect(words()).toEqual(["Consent texts", "Study", "How we do", "Grace Okafor"]);
});
