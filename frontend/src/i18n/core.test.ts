import { beforeEach, expect, it } from "vitest";

import { createTexts } from "./core";

const en = {
  hello: "Hello, {name}",
  plain: "Plain",
  end: "It begins at {time}.",
  visits: { one: "{n} visit", other: "{n} visits" },
} as const;
const es = {
  hello: "Hola, {name}",
  plain: "Simple",
  end: "Empieza a las {time}.",
  visits: { one: "{n} visita", other: "{n} visitas" },
};

const make = (slow?: Promise<void>) =>
  createTexts<typeof en, "en" | "es">({
    en: async () => {
      await slow;
      return { default: en };
    },
    es: () => Promise.resolve({ default: es }),
  });

let texts = make();
beforeEach(async () => {
  texts = make();
  await texts.speak("en");
});

it("puts values in", () => {
  expect(texts.t("hello", { name: "Rosa" })).toBe("Hello, Rosa");
});

it("chooses the plural of the language", async () => {
  expect(texts.t("visits", { n: 1 })).toBe("1 visit");
  expect(texts.t("visits", { n: 0 })).toBe("0 visits");
  await texts.speak("es");
  expect(texts.t("visits", { n: 1 })).toBe("1 visita");
});

it("does not end a sentence twice after an abbreviation", async () => {
  await texts.speak("es");
  expect(texts.t("end", { time: "9:30 a.m." })).toBe("Empieza a las 9:30 a.m.");
  expect(texts.t("end", { time: "noon" })).toBe("Empieza a las noon.");
});

it("tells the page which language it speaks", async () => {
  await texts.speak("es");
  expect(document.documentElement.lang).toBe("es");
});

it("follows the later of two choices, whichever loads first", async () => {
  let let_go = () => {};
  const slow = make(new Promise((resolve) => (let_go = resolve)));
  const first = slow.speak("en");
  const second = slow.speak("es");
  let_go();
  await Promise.all([first, second]);
  expect(slow.current.value).toBe("es");
  expect(slow.t("plain")).toBe("Simple");
});

it("finds the closest language, whatever the region", () => {
  expect(texts.closest(["fr-CA", "es-MX", "en"])).toBe("es");
  expect(texts.closest(["fr"])).toBe("en");
  expect(texts.closest([])).toBe("en");
});

it("loads a part that is added for this and every later language", async () => {
  const all = createTexts<typeof en, "en" | "es">({
    en: () => Promise.resolve({ default: { plain: "Plain" } }),
    es: () => Promise.resolve({ default: { plain: "Simple" } }),
  });
  await all.speak("en");
  await all.add({
    en: () => Promise.resolve({ default: { hello: en.hello } }),
    es: () => Promise.resolve({ default: { hello: es.hello } }),
  });
  expect(all.t("hello", { name: "Ana" })).toBe("Hello, Ana");
  await all.speak("es");
  expect(all.t("hello", { name: "Ana" })).toBe("Hola, Ana");
});
