import { useRef } from "preact/hooks";

import { useKeys } from "../shell/keys";

/** Rows are walked by their opening link: it takes the focus, so that Enter opens the row. */
const LINK = "a[data-row]";

function move(list: HTMLElement | null, by: 1 | -1): void {
  const links = [...(list?.querySelectorAll<HTMLAnchorElement>(LINK) ?? [])];
  const open = links.findIndex((link) => link.closest("tr")?.dataset.open === "true");
  const focused = links.findIndex((link) => link.closest("tr")?.contains(document.activeElement));
  const from = focused >= 0 ? focused : open;
  const next = from < 0 ? 0 : Math.min(links.length - 1, Math.max(0, from + by));
  links[next]?.focus();
  links[next]?.scrollIntoView({ block: "nearest" });
}

/** j and k walk the rows of the list that this is the ref of; a click anywhere in a row opens it. */
export function useRows() {
  const list = useRef<HTMLDivElement>(null);
  useKeys([
    { key: "j", label: "keys.next", run: () => move(list.current, 1) },
    { key: "k", label: "keys.previous", run: () => move(list.current, -1) },
  ]);
  const onClick = (event: MouseEvent) => {
    const target = event.target as Element;
    if (target.closest("a, button, input, label, select, [tabindex]") || getSelection()?.toString()) return;
    target.closest("tr")?.querySelector<HTMLAnchorElement>(LINK)?.click();
  };
  return { ref: list, onClick };
}

/** Gives the focus back to the row that was open when its panel closes. */
export function focusRow(id: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLAnchorElement>(`a[data-row="${CSS.escape(id)}"]`)?.focus());
}
