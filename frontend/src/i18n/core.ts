/**
 * Texts in several languages, each a chunk of its own that loads when it is needed.
 *
 * English is the measure: every other language is typed as `Translation<typeof en>`, so a key that
 * is missing or too many does not compile. `t` knows from the English text which values it needs.
 */
import { signal } from "@preact/signals";

export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
export type Texts = Record<string, string | Plural>;

/** The same keys in another language: text for text, plural for plural (with that language's forms). */
export type Translation<T extends Texts> = { readonly [K in keyof T]: T[K] extends string ? string : Plural };

type Names<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type NamesOf<V> = V extends string ? Names<V> : "n" | Names<V[keyof V]>;
type Values<V> = { [K in NamesOf<V>]: K extends "n" ? number : string | number };
type Args<V> = [NamesOf<V>] extends [never] ? [] : [Values<V>];

/** The keys whose text needs no values. */
export type PlainKey<T extends Texts> = { [K in keyof T]: [NamesOf<T[K]>] extends [never] ? K : never }[keyof T] & string;

export type Translate<T extends Texts> = <K extends keyof T & string>(key: K, ...args: Args<T[K]>) => string;

/** A part of the texts in each language, each a chunk of its own. */
export type Part<T extends Texts, L extends string> = Record<L, () => Promise<{ default: Partial<Translation<T>> }>>;

export function createTexts<T extends Texts, L extends string>(first: Part<T, L>) {
  const languages = Object.keys(first) as L[];
  const parts: Part<T, L>[] = [first];
  const loaded = new Map<L, Partial<Translation<T>>>();
  const done = new Set<unknown>();
  const current = signal<L>(languages[0] as L);
  let wanted = current.peek();

  async function load(language: L): Promise<void> {
    const missing = parts.map((part) => part[language]).filter((loader) => !done.has(loader));
    const found = await Promise.all(missing.map(async (loader) => (await loader()).default));
    missing.forEach((loader) => done.add(loader));
    loaded.set(language, Object.assign({}, loaded.get(language), ...found) as Partial<Translation<T>>);
  }

  /** Loads a language and makes it the one in use; of two calls the later one counts. */
  async function speak(language: L): Promise<void> {
    wanted = language;
    await load(language);
    if (wanted !== language) return speak(wanted);
    current.value = language;
    document.documentElement.lang = language;
  }

  /** Adds a part, once; it is there when the promise settles, and loads with every later language. */
  async function add(part: Part<T, L>): Promise<void> {
    parts.push(part);
    await load(wanted);
  }

  /** The text for a key in the language in use, values put in, plural chosen by `n`. */
  const t: Translate<T> = (key, ...[values]) => {
    const entry = loaded.get(current.value)?.[key];
    if (entry === undefined) return key;
    return fill(choose(entry, current.value, values), values);
  };

  /** The first language wanted that there is, else the first there is. */
  function closest(wanted: readonly string[]): L {
    for (const tag of wanted) {
      const base = tag.toLowerCase().split("-")[0];
      const found = languages.find((language) => language === base);
      if (found) return found;
    }
    return languages[0] as L;
  }

  return { t, speak, add, closest, current, languages };
}

function choose(entry: string | Plural, language: string, values?: object): string {
  if (typeof entry === "string") return entry;
  const n = (values as { n?: number } | undefined)?.n ?? 0;
  return entry[pluralRules(language).select(n)] ?? entry.other;
}

function fill(text: string, values?: object): string {
  if (!values) return text;
  return text.replace(/\{(\w+)\}(\.?)/g, (whole, name: string, stop: string) => {
    const value = (values as Record<string, string | number>)[name];
    if (value === undefined) return whole;
    // "a las 9:30 a.m." ends a sentence by itself.
    return String(value).endsWith(".") ? String(value) : `${value}${stop}`;
  });
}

const rules = new Map<string, Intl.PluralRules>();

function pluralRules(language: string): Intl.PluralRules {
  let found = rules.get(language);
  if (!found) rules.set(language, (found = new Intl.PluralRules(language)));
  return found;
}
