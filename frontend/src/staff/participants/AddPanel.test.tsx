import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";

import { accessible, answering, aParticipant, atTheDesk, show } from "../testing";
import { AddPanel } from "./AddPanel";

const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const send = () => fireEvent.click(screen.getByRole("button", { name: "Add a participant" }));
const POST = "POST /api/staff/participants";

beforeEach(() => atTheDesk());

it("names all that is missing, each leading to its field", async () => {
  const calls = answering({});
  const { container } = show(<AddPanel onClose={() => undefined} onAdded={() => undefined} />);
  send();
  const links = screen.getAllByRole("link").map((link) => link.getAttribute("href"));
  expect(links).toEqual(["#fact-code", "#fact-name"]);
  expect(calls).toEqual([]);
  await accessible(container);
});

it("keeps what was typed and its own id when it is refused, so that sending again adds one person", async () => {
  const taken = { field: "code", message: "FH-001 belongs to somebody else." };
  const calls = answering({
    [POST]: [
      { status: 409, body: { code: "code_in_use", title: "Taken", detail: "", status: 409, errors: [taken] } },
      { status: 201, body: aParticipant() },
    ],
  });
  const added = vi.fn();
  show(<AddPanel onClose={() => undefined} onAdded={added} />);
  type("Code", "FH-001");
  type("Name", "Ana Ruiz");
  type("E-mail", "ana@example.org");
  send();
  await screen.findAllByText(taken.message);
  expect(screen.getByLabelText<HTMLInputElement>("Name").value).toBe("Ana Ruiz");
  type("Code", "FH-014");
  send();
  await waitFor(() => expect(added).toHaveBeenCalledOnce());
  const [first, second] = calls.map(({ body }) => body as { id: string; code: string });
  expect(second?.id).toBe(first?.id);
  expect(second).toMatchObject({ code: "FH-014", site_id: "site-1", phone: null, language: "en" });
});
