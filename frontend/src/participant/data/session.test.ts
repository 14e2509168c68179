import "fake-indexeddb/auto";

import { waitFor } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";

import { configureApi } from "../../api";
import { language, speakLanguage } from "../../i18n";
import { put, startOutbox } from "../../offline/outbox";
import { rows } from "../../offline/rows";
import { load, save, wipe } from "../../offline/store";
import { savedLanguage } from "../../ui/prefs";
import { aHelp, answering, aSession, aToday, nobody } from "../testing";
import { help, today } from "./answers";
import { forgetAll } from "./resource";
import { chooseLanguage, enter, sessionEnded, signOut, standing, start } from "./session";

const SAVED = "2026-11-22T14:12:00Z";

beforeEach(async () => {
  localStorage.clear();
  forgetAll();
  await wipe();
  await speakLanguage("en");
  standing.value = { kind: "starting" };
  configureApi({ language: () => "en", onSignedOut: sessionEnded });
});

const kept = async () => Promise.all(["session", "today", "help"].map(async (key) => (await load(key)) !== null));

async function saveAll(session = aSession()) {
  await save("session", session, SAVED);
  await save("today", aToday(), SAVED);
  await save("help", aHelp(), SAVED);
}

it("asks for a sign-in where nobody is signed in", async () => {
  answering({ "GET /api/session": { body: nobody() } });
  await start();
  expect(standing.value).toMatchObject({ kind: "out", why: "new" });
});

it("opens without a connection with what the phone knows", async () => {
  await saveAll();
  answering({ "GET /api/session": "offline" });
  await start();
  expect(standing.value).toEqual({ kind: "in", session: aSession() });
});

it("says so where there is no connection and the phone knows nothing", async () => {
  answering({ "GET /api/session": "offline" });
  await start();
  expect(standing.value.kind).toBe("unreachable");
});

it("speaks the account's language, and remembers it on this phone", async () => {
  const account = { ...aSession().account, language: "es" } as ReturnType<typeof aSession>["account"];
  answering({ "GET /api/session": { body: aSession({ account }) } });
  await start();
  expect(language.value).toBe("es");
  expect(savedLanguage()).toBe("es");
});

it("lets a language chosen before sign-in win, and tells the account", async () => {
  const account = { ...aSession().account, language: "es" };
  const calls = answering({ "PATCH /api/account": { body: account } });
  await chooseLanguage("es");
  expect(calls).toEqual([]);
  await enter(aSession());
  expect(calls).toMatchObject([{ method: "PATCH", body: { language: "es" } }]);
  expect(language.value).toBe("es");
});

it("keeps a language chosen in a dead spot over a reload, and tells the account when it can", async () => {
  standing.value = { kind: "in", session: aSession() };
  answering({ "PATCH /api/account": "offline" });
  await expect(chooseLanguage("es")).rejects.toThrow();
  standing.value = { kind: "starting" };
  const account = { ...aSession().account, language: "es" };
  const calls = answering({ "GET /api/session": { body: aSession() }, "PATCH /api/account": { body: account } });
  await start();
  expect(language.value).toBe("es");
  expect(calls).toContainEqual(expect.objectContaining({ method: "PATCH", body: { language: "es" } }));
  await enter(aSession({ account: { ...account, language: "en" } as ReturnType<typeof aSession>["account"] }));
  expect(language.value).toBe("en");
});

it("does not carry one person's unsent language to the next", async () => {
  standing.value = { kind: "in", session: aSession() };
  answering({ "PATCH /api/account": "offline", "POST /api/sign-out": { status: 204 } });
  await expect(chooseLanguage("es")).rejects.toThrow();
  await signOut();
  const calls = answering({});
  await enter(aSession());
  expect(calls).toEqual([]);
  expect(language.value).toBe("en");
});

it("forgets everything but whom to call when the session has ended", async () => {
  await saveAll();
  answering({ "GET /api/session": { body: nobody() } });
  await start();
  expect(standing.value).toMatchObject({ kind: "out", why: "ended" });
  expect(await kept()).toEqual([false, false, true]);
});

it("goes to the sign-in page when a request finds the session ended", async () => {
  await saveAll();
  standing.value = { kind: "in", session: aSession() };
  answering({ "GET /api/me/today": { status: 401, body: { title: "Sign in", code: "sign_in_needed", status: 401 } } });
  await today.refresh();
  expect(standing.value).toMatchObject({ kind: "out", why: "ended", session: { account: null } });
  await waitFor(async () => expect(await kept()).toEqual([false, false, true]));
});

const note = { id: "a", kind: "note", path: "/api/note", body: {}, account: "me" };

it("keeps what is not sent yet when the session has ended by itself, but not through a sign-out", async () => {
  await put(note);
  standing.value = { kind: "in", session: aSession() };
  sessionEnded();
  await waitFor(async () => expect(await kept()).toEqual([false, false, false]));
  expect(await rows()).toMatchObject([{ id: "a" }]);
  standing.value = { kind: "in", session: aSession() };
  answering({ "POST /api/sign-out": { status: 204 } });
  await signOut();
  expect(await rows()).toEqual([]);
});

it("removes what is not sent yet when somebody else signs in", async () => {
  await put(note);
  const calls = answering({});
  const stop = startOutbox("other");
  await waitFor(async () => expect(await rows()).toEqual([]));
  expect(calls).toEqual([]);
  stop();
});

it("leaves nothing of one person to the next on the same phone", async () => {
  await saveAll();
  const other = aSession({ account: { id: "other", name: "B", email: "b@example.org", language: "en", time_zone: null } });
  answering({ "GET /api/session": { body: other } });
  await start();
  expect((await load("session"))?.value).toEqual(other);
  expect((await kept()).slice(1)).toEqual([false, false]);
});

it("wipes the phone at sign-out, once the server has been told", async () => {
  await saveAll();
  standing.value = { kind: "in", session: aSession() };
  help.set(aHelp());
  const calls = answering({ "POST /api/sign-out": { status: 204 } });
  await signOut();
  expect(calls.map((call) => call.path)).toEqual(["/api/sign-out"]);
  expect(standing.value).toMatchObject({ kind: "out", why: "left" });
  expect(await kept()).toEqual([false, false, false]);
  expect(help.shown.value.data).toBeNull();
});

it("stays signed in where sign-out finds no connection", async () => {
  await saveAll();
  standing.value = { kind: "in", session: aSession() };
  answering({ "POST /api/sign-out": "offline" });
  await expect(signOut()).rejects.toThrow("no connection");
  expect(standing.value.kind).toBe("in");
  expect(await kept()).toEqual([true, true, true]);
});

it("shows the mails of a demo to whoever works at its desk, who is led away everywhere else", async () => {
  const assign = vi.spyOn(location, "assign").mockImplementation(() => {});
  history.replaceState(null, "", "/demo-mail");
  const staff = { ...aSession(), home: "staff" as const, demo: true };
  await enter(staff);
  expect(standing.value).toMatchObject({ kind: "out", session: staff });
  expect(assign).not.toHaveBeenCalled();
  history.replaceState(null, "", "/");
  await enter(staff);
  expect(assign).toHaveBeenCalledExactlyOnceWith("/staff/");
});
