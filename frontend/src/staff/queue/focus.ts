import { type RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

import { keyOf, type Row } from "./data";

const link = (key: string) => document.querySelector<HTMLAnchorElement>(`a[data-row="${CSS.escape(key)}"]`);

/** The row that has the focus, wherever in it. */
export function focusedRow(rows: readonly Row[]): Row | undefined {
  const key = document.activeElement?.closest("tr")?.querySelector<HTMLElement>("a[data-row]")?.dataset.row;
  return rows.find((row) => keyOf(row) === key);
}

/**
 * Keeps the place of whoever works through the list while it changes under her: the focus stays on
 * its row, and goes to the one that took its place where the row has left.
 */
export function useKeptFocus(list: RefObject<HTMLElement | null>, rows: readonly Row[]): void {
  const last = useRef<{ key: string; index: number } | null>(null);
  const present = useRef(rows);
  present.current = rows;

  useLayoutEffect(() => {
    const note = (event: FocusEvent) => {
      const { target } = event;
      if (!(target instanceof Element)) return;
      const key = target.closest("tr")?.querySelector<HTMLElement>("a[data-row]")?.dataset.row;
      if (key && list.current?.contains(target)) {
        last.current = { key, index: present.current.findIndex((row) => keyOf(row) === key) };
      }
      else if (!target.closest("dialog")) last.current = null;
    };
    document.addEventListener("focus", note, true);
    return () => document.removeEventListener("focus", note, true);
  }, [list]);

  // Where it is now, to know who stands there when it has left.
  useLayoutEffect(() => {
    const place = last.current;
    if (!place) return undefined;
    const index = rows.findIndex((row) => keyOf(row) === place.key);
    const next = rows[index >= 0 ? index : Math.min(place.index, rows.length - 1)];
    if (index >= 0) place.index = index;
    if (!next) return undefined;
    const back = () => {
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (lost) link(keyOf(next))?.focus({ preventScroll: true });
    };
    back();
    // A dialog that closes gives the focus to what may be gone by then.
    const later = setTimeout(back, 50);
    return () => clearTimeout(later);
  }, [rows]);
}
