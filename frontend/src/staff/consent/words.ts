import { language, t } from "../i18n";
import { shortDay } from "../words/dates";
import type { ConsentRow, DeskConsent, SignerRole } from "./data";

/** "the one and the other" */
export function listWords(names: readonly string[]): string {
  return new Intl.ListFormat(language.value, { type: "conjunction" }).format(names);
}

/** "the person who led the discussion and the investigator" */
export const rolesWords = (roles: readonly SignerRole[]) => listWords(roles.map((role) => t(`consent.by.${role}`)));

/** Where a participant stands, who acts next, and what else waits for the team. */
export function stageWords(row: ConsentRow): string {
  const said = [stageSentence(row)];
  if (row.open_questions && row.stage !== "question_open") said.push(t("consent.next.also_question"));
  if (row.awaited.length && row.stage !== "signed") {
    said.push(t("consent.next.also_sign", { roles: rolesWords(row.awaited) }));
  }
  return said.join(" ");
}

function stageSentence(row: ConsentRow): string {
  const { stage, sign_by: by } = row;
  if (stage === "signed" && row.awaited.length) return t("consent.next.signed_by", { roles: rolesWords(row.awaited) });
  if (stage === "question_open" && row.held) return t("consent.next.held");
  if (stage === "sign_again" && by) {
    return t(row.overdue ? "consent.next.sign_again_late" : "consent.next.sign_again_by", { day: shortDay(by) });
  }
  return t(`consent.next.${stage}`);
}

/** Whether somebody of the team has to do something. */
export const teamActs = (row: ConsentRow) => row.open_questions > 0 || row.awaited.length > 0;

/** "7 of 15 chapters read, 2 of 5 questions answered right" */
export function progressWords({ progress, sections, quiz }: DeskConsent): string {
  return t("consent.progress.value", {
    read: progress.sections_read.length,
    sections,
    right: progress.quiz_right.length,
    quiz,
  });
}

/** What a key of the text says to a reader where its title is not at hand: "key_risks" is "key risks". */
export const plain = (key: string) => key.replaceAll("_", " ");
