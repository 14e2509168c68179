import type { ParticipantChange, ParticipantDetail } from "../data/types";

/** The facts of a participant as a form holds them: all text. */
export const factKeys = ["code", "name", "email", "phone", "language"] as const;
export type FactKey = (typeof factKeys)[number];
export type FactValues = Record<FactKey, string>;

export function valuesOf(participant: Pick<ParticipantDetail, FactKey>): FactValues {
  const { code, name, email, phone, language } = participant;
  return { code, name, email, phone: phone ?? "", language };
}

/** Only what differs, so that a save touches nothing that was not meant. An emptied phone is none. */
export function changeOf(before: FactValues, typed: FactValues): ParticipantChange {
  const change: ParticipantChange = {};
  for (const key of factKeys) {
    const value = typed[key].trim();
    if (value === before[key]) continue;
    if (key === "phone") change.phone = value || null;
    else if (key === "language") change.language = value as NonNullable<ParticipantChange["language"]>;
    else change[key] = value;
  }
  return change;
}

/** The e-mail of somebody who has joined decides who can sign in, so it is the one fact that needs a reason. */
export function reasonNeeded(change: ParticipantChange, joined: boolean): boolean {
  return joined && change.email !== undefined;
}
