import { expect, it } from "vitest";

import englishClaims from "./en/claims";
import englishConsent from "./en/consent";
import englishFirst from "./en/first";
import englishHelpers from "./en/helpers";
import englishInside from "./en/inside";
import englishJoin from "./en/join";
import englishMessages from "./en/messages";
import englishPasskeys from "./en/passkeys";
import englishReminders from "./en/reminders";
import englishSymptoms from "./en/symptoms";
import spanishClaims from "./es/claims";
import spanishConsent from "./es/consent";
import spanishFirst from "./es/first";
import spanishHelpers from "./es/helpers";
import spanishInside from "./es/inside";
import spanishJoin from "./es/join";
import spanishMessages from "./es/messages";
import spanishPasskeys from "./es/passkeys";
import spanishReminders from "./es/reminders";
import spanishSymptoms from "./es/symptoms";

type All = Record<string, string | Record<string, string>>;
const en: All = { ...englishFirst, ...englishHelpers, ...englishInside, ...englishClaims, ...englishConsent, ...englishJoin, ...englishMessages, ...englishPasskeys, ...englishReminders, ...englishSymptoms };
const es: All = { ...spanishFirst, ...spanishHelpers, ...spanishInside, ...spanishClaims, ...spanishConsent, ...spanishJoin, ...spanishMessages, ...spanishPasskeys, ...spanishReminders, ...spanishSymptoms };

const forms = (entry: string | Record<string, string> = "") => (typeof entry === "string" ? [entry] : Object.values(entry));
const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

it("has the same keys in every language", () => {
  expect(Object.keys(es).sort()).toEqual(Object.keys(en).sort());
});

it("puts the same values into each text in every language", () => {
  for (const key of Object.keys(en)) {
    const needed = new Set(forms(en[key]).flatMap(names));
    for (const text of forms(es[key])) expect(new Set(names(text)), key).toEqual(needed);
  }
});

it.each([
  ["en", en],
  ["es", es],
])("speaks calmly in %s: no empty text, no exclamation marks, no loose spaces", (_language, texts) => {
  for (const [key, entry] of Object.entries(texts)) {
    for (const text of forms(entry)) {
      expect(text.trim(), key).toBe(text);
      expect(text, key).not.toMatch(/^$|[!¡]| {2}|Oops/);
    }
  }
});

it("calls people what they are", () => {
  const english = Object.values(en).flatMap(forms).join("\n");
  expect(english).not.toMatch(/\bsubjects?\b|adverse event|reimburse|noncomplian/i);
  const spanish = Object.values(es).flatMap(forms).join("\n");
  expect(spanish).not.toMatch(/\b(tú|vos|contigo|tienes|puedes)\b/i);
});
