import type { ComponentChildren, HTMLAttributes } from "preact";

import styles from "./Card.module.css";

type Props = { children: ComponentChildren } & HTMLAttributes<HTMLElement>;

/** A raised sheet that holds one thing. */
export function Card({ children, ...rest }: Props) {
  return (
    <section {...rest} class={styles.card}>
      {children}
    </section>
  );
}
