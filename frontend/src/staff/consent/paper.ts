import type { FieldProblem, Problem } from "../data/problem";
import { t } from "../i18n";
import type { Choice, DeskConsent, PaperSignature, TrailEntry } from "./data";

export type PaperValues = {
  language: string;
  signers: readonly PaperSignature[];
  choices: Readonly<Record<string, boolean>>;
  scan: File | null;
};

/** What the server takes (api: portal/files/check.py); the browser does not know every photo's kind. */
export const ACCEPT = "application/pdf,image/jpeg,image/png,image/heic,image/heif,.pdf,.jpg,.jpeg,.png,.heic,.heif";
const KNOWN = /\.(pdf|jpe?g|png|heic|heif)$/i;

export function scanProblem(scan: File | null): string | undefined {
  if (!scan) return t("paper.missing.scan");
  if (!KNOWN.test(scan.name)) return t("paper.scan.kind");
  return scan.size === 0 ? t("paper.scan.empty") : undefined;
}

/** What is missing or plainly wrong, before anything is sent. Fields are named as the server names them. */
export function paperProblem(values: PaperValues, asked: readonly Choice[]): Problem | null {
  const fields: FieldProblem[] = [];
  values.signers.forEach(({ role, name, date }, index) => {
    const who = t(`consent.by.${role}`);
    if (!name.trim()) fields.push({ field: `signatures.${index}.name`, message: t("paper.missing.name", { who }) });
    if (!date) fields.push({ field: `signatures.${index}.date`, message: t("paper.missing.date", { who }) });
  });
  for (const { key, ask } of asked) {
    if (values.choices[key] === undefined) {
      fields.push({ field: `choices.${key}`, message: t("paper.missing.choice", { ask }) });
    }
  }
  const scan = scanProblem(values.scan);
  if (scan) fields.push({ field: "scan", message: scan });
  return fields.length ? { code: "invalid", status: 422, title: "", detail: "", fields } : null;
}

/** The ids of the form's fields, by the names that the server gives them. */
export function paperIds(values: PaperValues, asked: readonly Choice[]): Record<string, string> {
  const signers = values.signers.flatMap((_, index) =>
    ["name", "date"].map((part) => [`signatures.${index}.${part}`, `paper-${index}-${part}`] as const),
  );
  const choices = asked.map(({ key }) => [`choices.${key}`, `paper-choice-${key}`] as const);
  return { ...Object.fromEntries([...signers, ...choices]), language: "paper-language", scan: "paper-scan" };
}

/** "2.4": a file's size in megabytes as people say it. */
export const megabytes = (bytes: number) => String(Math.max(0.1, Math.round(bytes / 100_000) / 10));

/** Who signed on the paper: the trail has it, as no electronic signature stands for it. */
export function paperSigners(consent: DeskConsent, trail: readonly TrailEntry[]): readonly PaperSignature[] {
  if (consent.source !== "paper") return [];
  const line = trail.find(({ kind, facts }) => kind === "paper" && facts.version === consent.version_label);
  const signers = line?.facts.signatures;
  return Array.isArray(signers) ? (signers as PaperSignature[]) : [];
}
