import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";

import type { TextKey } from "../i18n";

export type Binding = { key: string; label: TextKey; run: () => void };
type Entry = { bindings: readonly Binding[]; overPanel: boolean };

const entries = signal<readonly { current: Entry }[]>([]);

const STORED = "desk-keys";

/** Whether single keys act at all (WCAG 2.1.4: they can be turned off; dictation types letters). */
export const keysOn = signal(remembered());

function remembered(): boolean {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true;
  }
}

export function turnKeys(on: boolean): void {
  keysOn.value = on;
  try {
    localStorage.setItem(STORED, on ? "on" : "off");
  } catch {
    // Without storage the choice holds until the page is closed.
  }
}

/** Keys that act while a component is on the screen. `overPanel`: also while a panel covers the list. */
export function useKeys(bindings: readonly Binding[], overPanel = false): void {
  const entry = useRef<Entry>({ bindings, overPanel });
  entry.current = { bindings, overPanel };
  useLayoutEffect(() => {
    entries.value = [...entries.value, entry];
    return () => {
      entries.value = entries.value.filter((one) => one !== entry);
    };
  }, []);
}

/** All bindings at work now, each key once: the latest that took it. */
export function activeKeys(): Binding[] {
  const seen = new Set<string>();
  return entries.value
    .flatMap((entry) => entry.current.bindings)
    .reverse()
    .filter(({ key }) => !seen.has(key) && seen.add(key))
    .reverse();
}

/** Whether the key is meant for what has the focus. A checkbox takes no letters. */
function typing(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.type !== "checkbox";
  return target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName));
}

/** One listener for the whole desk; says whether the key did something. */
export function pressed(event: KeyboardEvent): boolean {
  if (!keysOn.value || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return false;
  const covered = document.querySelector("dialog:modal") !== null;
  for (const { current } of [...entries.value].reverse()) {
    if (covered && !current.overPanel) continue;
    const found = current.bindings.find(({ key }) => key === event.key);
    if (found) {
      event.preventDefault();
      found.run();
      return true;
    }
  }
  return false;
}
