import type { ComponentChildren } from "preact";

import styles from "./Facts.module.css";

/** Facts with their names, one a line. */
export function Facts({ children }: { children: ComponentChildren }) {
  return <dl class={styles.facts}>{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type SectionProps = {
  title: string;
  /** The rank of its heading: 2 right under a page's title, 3 under a heading of rank 2. */
  rank?: 2 | 3;
  action?: ComponentChildren;
  children: ComponentChildren;
};

/** A part of a panel or page, with its heading and what can be done about it. */
export function Section({ title, rank = 3, action, children }: SectionProps) {
  const Heading = rank === 2 ? "h2" : "h3";
  return (
    <section class={styles.section}>
      <header>
        <Heading class={styles.title}>{title}</Heading>
        {action}
      </header>
      {children}
    </section>
  );
}

/** A form within a panel: set off from the facts that it changes. */
export function InlineForm({
  label,
  onSubmit,
  children,
}: {
  label: string;
  onSubmit: () => void;
  children: ComponentChildren;
}) {
  return (
    <form
      class={styles.form}
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}

export function Row({ children }: { children: ComponentChildren }) {
  return <div class={styles.row}>{children}</div>;
}

export function Actions({ children }: { children: ComponentChildren }) {
  return <div class={styles.actions}>{children}</div>;
}
