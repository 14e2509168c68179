import { signal } from "@preact/signals";

import type { Chosen } from "./choosing";

type Next = { id: string; claims: Chosen };

const empty = (): Next => ({ id: crypto.randomUUID(), claims: new Map() });

/**
 * The batch that is being put together. It outlives the page: whoever opens one claim to look at it
 * finds the others still chosen. The id is made once, so that sending twice makes one batch.
 */
export const next = signal<Next>(empty());

export function chooseAnew(claims: Chosen): void {
  next.value = { ...next.value, claims };
}

/** Another batch, with nothing chosen. */
export function begin(): void {
  next.value = empty();
}

/** The same claims under another id: the one there was has been used. */
export function renew(): void {
  next.value = { ...empty(), claims: next.value.claims };
}
