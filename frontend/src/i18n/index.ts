import { createTexts, type PlainKey } from "./core";
import type claims from "./en/claims";
import type consent from "./en/consent";
import type first from "./en/first";
import type helpers from "./en/helpers";
import type inside from "./en/inside";
import type join from "./en/join";
import type messages from "./en/messages";
import type passkeys from "./en/passkeys";
import type reminders from "./en/reminders";
import type symptoms from "./en/symptoms";

type English = typeof first &
  typeof inside &
  typeof claims &
  typeof consent &
  typeof helpers &
  typeof join &
  typeof messages &
  typeof passkeys &
  typeof reminders &
  typeof symptoms;

/** The languages of the participant's app. A new one is a folder beside these and two lines here. */
const texts = createTexts<English, "en" | "es">({
  en: () => import("./en/first"),
  es: () => import("./es/first"),
});

/** Loads the texts that only a signed-in person sees, in this and every language spoken later. */
export const loadInside = () =>
  texts.add({
    en: () => import("./en/inside"),
    es: () => import("./es/inside"),
  });

/** Loads the texts of the travel money pages. */
export const loadClaims = () =>
  texts.add({
    en: () => import("./en/claims"),
    es: () => import("./es/claims"),
  });

/** Loads the texts of the consent pages. */
export const loadConsent = () =>
  texts.add({
    en: () => import("./en/consent"),
    es: () => import("./es/consent"),
  });

/** Loads the texts about who helps whom. */
export const loadHelpers = () =>
  texts.add({
    en: () => import("./en/helpers"),
    es: () => import("./es/helpers"),
  });

/** Loads the texts of joining with an invitation. */
export const loadJoining = () =>
  texts.add({
    en: () => import("./en/join"),
    es: () => import("./es/join"),
  });

/** Loads the texts of the messages pages. */
export const loadMessages = () =>
  texts.add({
    en: () => import("./en/messages"),
    es: () => import("./es/messages"),
  });

/** Loads the texts about passkeys. */
export const loadPasskeys = () =>
  texts.add({
    en: () => import("./en/passkeys"),
    es: () => import("./es/passkeys"),
  });

/** Loads the texts about being reminded. */
export const loadReminders = () =>
  texts.add({
    en: () => import("./en/reminders"),
    es: () => import("./es/reminders"),
  });

/** Loads the texts of the check-in pages. */
export const loadSymptoms = () =>
  texts.add({
    en: () => import("./en/symptoms"),
    es: () => import("./es/symptoms"),
  });

/** What each language calls itself. */
export const languageNames: Record<(typeof texts.languages)[number], string> = { en: "English", es: "Español" };

export type Language = keyof typeof languageNames;
/** A text that needs no values, for lists of labels. */
export type Label = PlainKey<English>;

export const t = texts.t;
export const language = texts.current;
export const languages = texts.languages;
export const speakLanguage = texts.speak;
export const closestLanguage = texts.closest;
