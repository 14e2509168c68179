import "fake-indexeddb/auto";

import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";

import type { Language } from "../../i18n";
import { flush, type New, put, startOutbox, unsent, wipeOutbox } from "../../offline/outbox";
import { wipe } from "../../offline/store";
import { forgetAll } from "../data/resource";
import { sessionEnded } from "../data/session";
import { accessible, aHelp, answering, aSession, aToday, inside } from "../testing";
import { App } from "./App";
import { Pages } from "./inside";
import { UnsentBanner } from "./UnsentBanner";

const session = { "GET /api/session": { body: aSession() } };
const refusal = (detail: string) => ({ status: 409, body: { title: "", detail, code: "late", status: 409 } });
const note = (id: string, kind = "note") => ({ id, kind, path: `/api/${kind}`, body: {}, account: "me" });
const connected = (online: boolean) => vi.spyOn(navigator, "onLine", "get").mockReturnValue(online);

beforeEach(async () => {
  await wipeOutbox();
  await wipe();
  forgetAll();
  connected(true);
});

/** Shows what is said after these answers to what was written. */
async function shown(replies: Parameters<typeof answering>[0], items: New[] = [note("a")], language: Language = "en") {
  await inside(language);
  answering({ ...session, ...replies });
  const page = render(<UnsentBanner account="me" />);
  for (const item of items) await put(item);
  await flush();
  return page;
}

it.each([
  ["en", 1, "1 thing is not sent yet. It goes by itself when you are online."],
  ["en", 2, "2 things are not sent yet. They go by themselves when you are online."],
  ["es", 1, "Hay 1 envío pendiente. Saldrá solo cuando tenga conexión."],
  ["es", 2, "Hay 2 envíos pendientes. Saldrán solos cuando tenga conexión."],
] as const)("says in %s what is not sent yet: %i", async (language, n, text) => {
  connected(false);
  const { container } = await shown({ "POST /api/note": "offline" }, [note("a"), note("b")].slice(0, n), language);
  expect(await screen.findByText(text)).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
  await accessible(container);
});

it("says nothing of what goes at once", async () => {
  const { container } = await shown({ "POST /api/note": { status: 201, body: {} } });
  expect(unsent.value).toEqual([]);
  expect(container.textContent).toBe("");
});

it("sends when she asks for it, and says so where it still does not work", async () => {
  const { container } = await shown({ "POST /api/note": "offline" });
  fireEvent.click(await screen.findByRole("button", { name: "Send now" }));
  expect(await screen.findByText(/did not work yet/)).toBeTruthy();
  await accessible(container);
  answering({ ...session, "POST /api/note": { status: 201, body: {} } });
  fireEvent.click(screen.getByRole("button", { name: "Send now" }));
  await waitFor(() => expect(container.textContent).toBe(""));
});

it("says why something was refused, and lets her discard it", async () => {
  const { container } = await shown({ "POST /api/note": refusal("The day is over.") });
  expect(await screen.findByText("The day is over.")).toBeTruthy();
  await accessible(container);
  fireEvent.click(screen.getByRole("button", { name: /^Discard/ }));
  await waitFor(() => expect(container.textContent).toBe(""));
});

it("says what was refused, and apart from it what goes by itself", async () => {
  await shown({ "POST /api/note": refusal("No."), "POST /api/other": "offline" }, [note("a"), note("c", "other")]);
  expect(await screen.findByText("No.")).toBeTruthy();
  expect(screen.getByText(/^1 thing is not sent yet. It goes by itself/)).toBeTruthy();
});

it("takes what another thing needs for a part of it", async () => {
  connected(false);
  const whole = { ...note("c", "whole"), needs: ["a", "b"] };
  await shown({ "POST /api/note": "offline" }, [note("a"), note("b"), whole]);
  expect(await screen.findByText(/^1 thing is not sent yet/)).toBeTruthy();
});

it("does not say that what needs a refused part goes by itself, nor discards the part alone", async () => {
  connected(false);
  const { container } = await shown({ "POST /api/note": refusal("Broken.") }, [note("a"), { ...note("c", "whole"), needs: ["a"] }]);
  expect(await screen.findByText("Broken.")).toBeTruthy();
  expect(screen.queryByText(/not sent yet/)).toBeNull();
  expect(screen.getAllByRole("button").map(({ textContent }) => textContent)).toEqual(["Try again"]);
  await accessible(container);
});

it("gives a way on where the server refused without a word", async () => {
  await shown({ "POST /api/note": refusal("") }, [note("a")], "es");
  expect(await screen.findByText(/llame al equipo del estudio/)).toBeTruthy();
  answering({ ...session, "POST /api/note": { status: 201, body: {} } });
  fireEvent.click(screen.getByRole("button", { name: /^Intentar de nuevo/ }));
  await waitFor(() => expect(unsent.value).toEqual([]));
});

it("asks her to sign in again where the session ended by itself, and then sends", async () => {
  await inside("en");
  await Pages.preload();
  history.replaceState(null, "", "/");
  const pages = { "GET /api/me/today": { body: aToday() }, "GET /api/me/help": { body: aHelp() } };
  answering({ ...session, ...pages, "POST /api/note": "offline" });
  render(<App />);
  await waitFor(() => expect(screen.queryByRole("heading", { name: /Hello/ })).toBeTruthy());
  const stop = startOutbox("me");
  await put(note("a"));
  await flush();
  expect(await screen.findByText(/1 thing is not sent yet. It goes/)).toBeTruthy();
  sessionEnded();
  expect(await screen.findByText("1 thing is not sent yet. Sign in again to send it.")).toBeTruthy();
  stop();
  const calls = answering({ ...session, ...pages, "POST /api/note": { status: 201, body: {} } });
  await inside("en");
  await waitFor(() => expect(calls.filter(({ method, path }) => method === "POST" && path === "/api/note")).toHaveLength(1));
  await waitFor(() => expect(screen.queryByText(/not sent yet/)).toBeNull());
});
