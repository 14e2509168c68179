import { screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { Rail } from "../shell/Rail";
import { accessible, answering, atTheDesk, show } from "../testing";
import { counts, listOf } from "./testing";

const words = () => screen.getAllByRole("link").map((link) => link.textContent);

beforeEach(() => atTheDesk(["check_ins.read"]));

it("counts the open alerts in the rail, and says in words that one is overdue", async () => {
  answering({ "GET /api/staff/alerts": listOf([], counts) });
  const { container } = show(<Rail onKeys={() => {}} />);
  await waitFor(() => expect(words()).toContain("Alerts3 waiting, some overdue"));
  await accessible(container);
});

it("counts them calmly while none is overdue", async () => {
  answering({ "GET /api/staff/alerts": listOf([], { ...counts, overdue: 0 }) });
  show(<Rail onKeys={() => {}} />);
  await waitFor(() => expect(words()).toContain("Alerts3 waiting"));
});
