import { useLocation } from "preact-iso";

import { t } from "../../i18n";
import { Icon } from "../../ui/Icon";
import { today } from "../data/answers";
import { useResource } from "../data/resource";
import { checkIns } from "../symptoms/data";
import { dueNow } from "../symptoms/due";
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
              <span>
                {t(tab.label)}
                {tab.path === "/check-in" && after(path) && <CheckInsDue />}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Today is asked for first: nothing else may make it late. */
const after = (path: string) => path !== "/" || !today.shown.value.loading;

/** How many check-ins wait. They are asked for here, because the bar is on every page. */
function CheckInsDue() {
  useResource(checkIns);
  const n = dueNow().length;
  if (n === 0) return null;
  return (
    <>
      <span class={styles.number} aria-hidden="true">
        {n}
      </span>
      <span class="visually-hidden"> {t("tab.checkin.due", { n })}</span>
    </>
  );
}

/** A page below a tab's page counts as that tab; a visit belongs to the schedule. */
function current(tab: string, path: string): boolean {
  if (tab === "/") return path === "/";
  return path === tab || path.startsWith(`${tab}/`) || (tab === "/schedule" && path.startsWith("/visits/"));
}
