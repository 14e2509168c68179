/** An announcement while it is written: what is missing, and what is sent. Kept while the desk is open. */
import { signal } from "@preact/signals";

import { api, read, type Shape } from "../../api";
import { type Problem, refused } from "../data/problem";
import { t } from "../i18n";
import { languageName } from "../participants/words";

export type Announcement = Shape<"AnnouncementRow">;
export type Study = Shape<"AudienceStudy">;
export type Preview = Shape<"AnnouncementPreview">;
export type Input = Shape<"AnnouncementInput">;

export type Written = {
  /** Made here: sent twice, it is one. */
  id: string;
  study: string;
  sites: readonly string[];
  phases: readonly string[];
  title: Readonly<Record<string, string>>;
  text: Readonly<Record<string, string>>;
};

const nothing = (): Written => ({ id: crypto.randomUUID(), study: "", sites: [], phases: [], title: {}, text: {} });

export const written = signal<Written>(nothing());
export const write = (change: Partial<Written>) => (written.value = { ...written.value, ...change });
export const writeAnew = () => (written.value = nothing());

/** The most letters of a title (api: messages/desk_schemas.py). */
export const LONGEST_TITLE = 120;

/** The study it is for: the chosen one, or the only one. */
export const studyOf = (studies: readonly Study[], { study }: Written) =>
  studies.find(({ id }) => id === study) ?? (studies.length === 1 ? studies[0] : undefined);

/** What the server takes: only the languages of the study, and only what is there. */
export function inputOf({ title, text, sites, phases }: Written, study: Study): Input {
  const only = (words: Readonly<Record<string, string>>) =>
    Object.fromEntries(study.languages.map((key) => [key, (words[key] ?? "").trim()]));
  return {
    title: only(title),
    text: only(text),
    audience: { study_id: study.id, site_ids: [...sites], phases: [...phases] },
  };
}

/** What is missing before one can look at it. A language that lacks its words is told in the preview. */
export function audienceProblem({ sites }: Written, study: Study | undefined): Problem | null {
  if (!study) return refused([{ field: "audience.study_id", message: t("announce.missing.study") }]);
  return refused(sites.length ? [] : [{ field: "audience.site_ids", message: t("announce.missing.sites") }]);
}

/** The ids of the form's fields, by the names that the server gives them. */
export function fieldIds(study: Study | undefined): Record<string, string> {
  const texts = (study?.languages ?? []).flatMap((key) => [
    [`title.${key}`, `announce-title-${key}`] as const,
    [`text.${key}`, `announce-text-${key}`] as const,
  ]);
  return {
    ...Object.fromEntries(texts),
    "audience.study_id": "announce-study",
    "audience.site_ids": "announce-sites",
    "audience.phases": "announce-phases",
  };
}

/** In the desk's language where it was written in it. */
export const titleOf = ({ title }: Announcement) => title.en ?? Object.values(title)[0] ?? "";

/** The phases it was for by their names, where the person knows the study; else by their keys. */
export const phaseWords = ({ phases }: Announcement, studies: readonly Study[]) =>
  phases.map((key) => studies.flatMap((one) => one.phases).find((one) => one.key === key)?.name ?? key).join(", ");

/** "English, 9 people", by language, those that nobody reads left out. */
export const readersWords = ({ by_language }: Preview): string[] =>
  Object.entries(by_language)
    .filter(([, n]) => n > 0)
    .map(([key, n]) => t("announce.readers", { language: languageName(key), n }));

export const announcements = {
  list: () => read(api.GET("/api/staff/announcements")),
  preview: (body: Input) => read(api.POST("/api/staff/announcements/preview", { body })),
  send: (body: Shape<"NewAnnouncement">) => read(api.POST("/api/staff/announcements", { body })),
};
