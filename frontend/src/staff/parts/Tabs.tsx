import styles from "./Tabs.module.css";

type Tab = { key: string; label: string; href: string; count?: number };

/** Parts of one thing, each with its own address. */
export function Tabs({ label, tabs, current }: { label: string; tabs: readonly Tab[]; current: string }) {
  return (
    <nav class={styles.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <a key={tab.key} href={tab.href} aria-current={tab.key === current ? "page" : undefined}>
          {tab.label}
          {tab.count !== undefined && <span class={styles.count}>{tab.count}</span>}
        </a>
      ))}
    </nav>
  );
}
