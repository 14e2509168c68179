import { useLocation } from "preact-iso";

import { t } from "../../i18n";
import { Icon } from "../../ui/Icon";
import styles from "./BottomBar.module.css";
import { tabs } from "./tabs";

export function BottomBar() {
  const { path } = useLocation();
  return (
    <nav class={styles.bar} aria-label={t("app.main")}>
      <ul class={styles.list}>
        {tabs.map((tab) => (
          <li class={styles.item} key={tab.path}>
            <a class={styles.tab} href={tab.path} aria-current={current(tab.path, path) ? "page" : undefined}>
              <span>
                <Icon name={tab.icon} />
              </span>
              <span>{t(tab.label)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A page below a tab's page counts as that tab; a visit belongs to the schedule. */
function current(tab: string, path: string): boolean {
  if (tab === "/") return path === "/";
  return path === tab || path.startsWith(`${tab}/`) || (tab === "/schedule" && path.startsWith("/visits/"));
}
