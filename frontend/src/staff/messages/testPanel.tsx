import { act, fireEvent, screen } from "@testing-library/preact";
import { vi } from "vitest";

import { pressed } from "../shell/keys";
import { answering, type Call, show } from "../testing";
import type { Thread } from "./data";
import { replies } from "./testing";
import { ThreadPanel } from "./ThreadPanel";

/** For tests of an open conversation: its panel, and what one does there. */
const ONE = "GET /api/staff/threads/thread-1";
const REPLIES = "GET /api/staff/threads/thread-1/replies";

export const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
export const field = () => screen.getByLabelText<HTMLTextAreaElement>("Your answer");
export const type = (text: string) => fireEvent.input(field(), { target: { value: text } });

/** What was sent to addresses that end so. */
export const sent = (calls: Call[], end: string) =>
  calls.filter(({ method, path }) => method === "POST" && path.endsWith(end));

export const key = (name: string) => {
  const event = new KeyboardEvent("keydown", { key: name, cancelable: true });
  Object.defineProperty(event, "target", { value: document.body });
  void act(() => void pressed(event));
};

type Routes = Parameters<typeof answering>[0];

export function open(thread: Thread, routes: Routes = {}, at = "") {
  const calls = answering({ [ONE]: { body: thread }, [REPLIES]: { body: replies }, ...routes });
  const onGo = vi.fn();
  const shown = show(<ThreadPanel id="thread-1" at={at} onClose={() => {}} onGo={onGo} />);
  return { calls, onGo, ...shown };
}

/** With the form for an answer. */
export async function writing(thread: Thread, routes: Routes = {}) {
  const shown = open(thread, routes);
  fireEvent.click(await screen.findByRole("button", { name: "Reply" }));
  await screen.findByLabelText("Prepared reply");
  return shown;
}
