import { expect, it } from "vitest";

import { route } from "../../sw/route";

const HERE = "https://portal.example.org";
const to = (path: string, { method = "GET", navigation = false } = {}) =>
  route(method, new URL(path, HERE), HERE, navigation);

it.each(["/api/session", "/api/me/visits/1/calendar.ics", "/staff/", "/staff", "/staff/participants", "/healthz"])(
  "leaves %s to the network, as a page too",
  (path) => {
    expect(to(path)).toBe("network");
    expect(to(path, { navigation: true })).toBe("network");
  },
);

it.each(["/", "/schedule", "/visits/1/another-time?step=2", "/staffing"])("opens %s with the shell", (path) => {
  expect(to(path, { navigation: true })).toBe("shell");
});

it("answers the app's own files, and nothing else", () => {
  expect(to("/assets/app.js")).toBe("file");
  expect(to("https://elsewhere.example.org/assets/app.js")).toBe("network");
  expect(to("/assets/app.js", { method: "POST" })).toBe("network");
});
