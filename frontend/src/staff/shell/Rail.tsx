import { useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";

import { Icon, type IconName } from "../../ui/Icon";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { can, me } from "../session/session";
import { features, type Waits } from "./features";
import styles from "./Rail.module.css";

const EVERY_MS = 60_000;

type ItemProps = { href: string; icon: IconName; label: string; count?: number; late?: boolean };

function Item({ href, icon, label, count = 0, late = false }: ItemProps) {
  const { path } = useLocation();
  const here = path === href || path.startsWith(`${href}/`);
  return (
    <li>
      <a class={styles.item} href={href} aria-current={here ? "page" : undefined}>
        <Icon name={icon} size={20} />
        <span>{label}</span>
        {count > 0 && (
          <span class={`${styles.count} ${late ? styles.late : ""}`}>
            {late && <Icon name="alert" size={14} />}
            {count}
            <span class="visually-hidden"> {late ? t("rail.late") : t("rail.waiting", { n: count })}</span>
          </span>
        )}
      </a>
    </li>
  );
}

/** The study, where it is one; the desk otherwise. */
function studyName(): string {
  const titles = new Set(me.value?.memberships.map(({ study }) => study.title));
  const [only] = titles;
  return titles.size === 1 && only ? only : t("desk.short");
}

/** With the number of what waits, asked for again every minute while somebody looks. */
function Counted({ waiting, ...item }: ItemProps & { waiting: () => Promise<number | Waits> }) {
  const { data, reload } = useLoad(`waiting ${item.href}`, waiting, { keep: true });
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && reload(), EVERY_MS);
    return () => clearInterval(timer);
  }, [reload]);
  const { n, late } = typeof data === "number" ? { n: data, late: false } : (data ?? { n: 0, late: false });
  return <Item {...item} count={n} late={late} />;
}

/** The way through the desk: only what exists, and only what the person's roles may see. */
export function Rail({ onKeys }: { onKeys: () => void }) {
  return (
    <nav class={styles.rail} aria-label={t("rail.label")}>
      <p class={styles.name}>{studyName()}</p>
      <ul class={styles.list}>
        {features
          .filter(({ needs, unless }) => can(needs) && !(unless && can(unless)))
          .map(({ path, icon, label, waiting }) =>
            waiting ? (
              <Counted key={path} href={path} icon={icon} label={t(label)} waiting={waiting} />
            ) : (
              <Item key={path} href={path} icon={icon} label={t(label)} />
            ),
          )}
      </ul>
      <ul class={`${styles.list} ${styles.foot}`}>
        <li>
          <button type="button" class={styles.item} onClick={onKeys}>
            <Icon name="text" size={20} />
            <span>{t("rail.keys")}</span>
          </button>
        </li>
        <Item href="/staff/account" icon="person" label={me.value?.account.name ?? ""} />
      </ul>
    </nav>
  );
}
