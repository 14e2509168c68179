import type { VersionText } from "../data";

export const sectionsOf = (text: VersionText) => [...text.key_information, ...text.sections];

/** What the chapters are called, by key: in English where the text speaks it. */
export function titlesOf(texts: readonly VersionText[]): ReadonlyMap<string, string> {
  const text = texts.find(({ language }) => language === "en") ?? texts[0];
  return new Map(text ? sectionsOf(text).map(({ key, title }) => [key, title]) : []);
}
