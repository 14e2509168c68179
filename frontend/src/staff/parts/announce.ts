import { signal } from "@preact/signals";

/** The last thing that was done, in words: shown for a while and read out. */
export const announcement = signal<{ text: string; id: number } | null>(null);

/** Whether a panel covers the list: what is outside it is then silent, so it speaks for itself. */
export const panelCovers = signal(false);

let count = 0;

export function announce(text: string): void {
  count += 1;
  announcement.value = { text, id: count };
}
