type Box = { readonly current: HTMLElement | null };

/** Puts the focus on the first of these in the box, as soon as it is drawn. */
export function focusIn(box: Box, selector: string): void {
  requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(selector)?.focus());
}

/**
 * After a step that was saved the button that was pressed may be gone, so the focus needs a place.
 * A form that was opened while it was being saved stays open and keeps the focus.
 */
export function focusAfterStep(box: Box, selector: string): void {
  requestAnimationFrame(() => {
    if (!box.current?.querySelector("form")) box.current?.querySelector<HTMLElement>(selector)?.focus();
  });
}
