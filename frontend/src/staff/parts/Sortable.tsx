import type { ComponentChildren } from "preact";

import { Icon } from "../../ui/Icon";

type Props = {
  by: string;
  sort: string;
  href: string;
  class?: string;
  children: ComponentChildren;
};

/** A column's head that sorts the list by it; the address keeps the choice. */
export function Sortable({ by, sort, href, class: name, children }: Props) {
  const on = by === sort;
  return (
    <th scope="col" class={name} aria-sort={on ? "ascending" : undefined}>
      <a href={href}>
        {children}
        {on && <Icon name="down" size={12} />}
      </a>
    </th>
  );
}
