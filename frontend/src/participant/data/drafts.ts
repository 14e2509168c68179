/**
 * What she has begun and not sent, kept on this phone: several of a kind, each under a key of its own.
 * They outlive a session that ended by itself, and nobody else sees them.
 */
import { useEffect, useState } from "preact/hooks";

import { draftsOf, load, save } from "../../offline/store";
import { createResource, type Resource } from "./resource";
import { accountHere } from "./session";

type All<T> = Readonly<Record<string, T>>;

export function createDrafts<T extends { begun: string }>(kind: string) {
  const held = new Map<string, Resource<All<T>>>();
  let writing: Promise<void> = Promise.resolve();

  const place = () => draftsOf(accountHere()) + kind;

  /** Each person's own. */
  function drafts(): Resource<All<T>> {
    const name = place();
    let found = held.get(name);
    if (!found) held.set(name, (found = createResource<All<T>>(name, () => Promise.resolve({}))));
    return found;
  }

  /** Puts one draft in its place, or takes it away. What another tab does to the others stays as it is. */
  function put(key: string, draft: T | null) {
    const { shown } = drafts();
    const name = place();
    const part = (all: All<T>) => {
      const others = Object.entries(all).filter(([other]) => other !== key);
      return Object.fromEntries(draft ? [...others, [key, draft]] : others) as All<T>;
    };
    shown.value = { ...shown.peek(), data: part(shown.peek().data ?? {}) };
    writing = writing.then(async () => {
      const kept = await load<All<T>>(name);
      if (shown.peek().data === null) return; // she has signed out meanwhile
      await save(name, part(kept?.value ?? {}), new Date().toISOString());
    });
  }

  const recall = () => drafts().recall();

  /** All that there are now, in no order. */
  const all = () => Object.values(drafts().shown.peek().data ?? {});

  /** The one under that key; null where there is none. */
  const of = (key: string): T | null => drafts().shown.peek().data?.[key] ?? null;

  /** All by key; undefined while the phone is asked. */
  function useAll(): All<T> | undefined {
    const [asked, setAsked] = useState(false);
    useEffect(() => {
      let here = true;
      void recall().then(() => here && setAsked(true));
      return () => void (here = false);
    }, []);
    return drafts().shown.value.data ?? (asked ? {} : undefined);
  }

  /** Those there are, the one begun last first; undefined while the phone is asked. */
  function useList(): T[] | undefined {
    const found = useAll();
    return found && Object.values(found).sort((one, other) => (one.begun < other.begun ? 1 : -1));
  }

  return { put, recall, all, of, useAll, useList };
}
