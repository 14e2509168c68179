import { signal } from "@preact/signals";

/**
 * The kinds of what was refused and waits for her. The outbox itself comes after the first page; the
 * banner that watches it says it here, for the bar.
 */
export const refused = signal<readonly string[]>([]);
