import { useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";

import { t } from "../../i18n";
import { Icon } from "../../ui/Icon";
import { returned, travel } from "../claims/data";
import { today } from "../data/answers";
import { useResource } from "../data/resource";
import { readsCheckIns, takesPart } from "../data/session";
import { useEvery } from "../data/useEvery";
import { messages, unread } from "../messages/data";
import { checkIns } from "../symptoms/data";
import { dueNow } from "../symptoms/due";
import styles from "./BottomBar.module.css";
import { refused } from "./refused";
import { type Tab, tabs } from "./tabs";

const MINUTE = 60_000;

export function BottomBar() {
  const { path } = useLocation();
  return (
    <nav class={styles.bar} aria-label={t("app.main")}>
      <ul class={styles.list}>
        {tabs.filter(shown).map((tab) => (
          <li class={styles.item} key={tab.path}>
            <a class={styles.tab} href={tab.path} aria-current={current(tab.path, path) ? "page" : undefined}>
              <span>
                <Icon name={tab.icon} />
              </span>
              <span>
                <span class={t(tab.label).includes(" ") ? styles.words : styles.word}>{t(tab.label)}</span>
                {tab.path === "/check-in" && takesPart() && after(path) && <CheckInsDue />}
                {tab.path === "/messages" && after(path) && <MessagesWait />}
                {tab.path === "/travel" && after(path) && <TravelWaits />}
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
  return n > 0 && <Badge n={n} words={t("tab.checkin.due", { n })} />;
}

/** Claims that came back with a question, and what of them was refused. */
function TravelWaits() {
  const { data } = useResource(travel);
  const n = (data ? returned(data).length : 0) + refused.value.filter((kind) => kind === "claim").length;
  return n > 0 && <Badge n={n} words={t("tab.travel.waits", { n })} />;
}

/** What she has not read, and what of hers was refused. It is asked for while she looks, on whatever page. */
function MessagesWait() {
  const { data } = useResource(unread);
  useEvery(MINUTE, unread.refresh);
  const unknown = messages.shown.value.data === null;
  useEffect(() => {
    if (unknown) void messages.refresh(); // whether the study takes any, and to have them without a connection
  }, [unknown]);
  const n = (data ?? 0) + refused.value.filter((kind) => kind === "message").length;
  return n > 0 && <Badge n={n} words={t("tab.messages.waits", { n })} />;
}

/** A study that pays no travel money or takes no messages has no page for it; a care partner reports for nobody. */
function shown({ path, reads }: Tab): boolean {
  if (reads && !readsCheckIns()) return false;
  if (path === "/messages") return messages.shown.value.data?.taken !== false;
  const { data } = travel.shown.value;
  return path !== "/travel" || data?.policy !== null || data.claims.length > 0;
}

function Badge({ n, words }: { n: number; words: string }) {
  return (
    <>
      <span class={styles.number} aria-hidden="true">
        {n}
      </span>
      <span class="visually-hidden"> {words}</span>
    </>
  );
}

/** A page below a tab's page counts as that tab; a visit belongs to the schedule. */
function current(tab: string, path: string): boolean {
  if (tab === "/") return path === "/";
  return path === tab || path.startsWith(`${tab}/`) || (tab === "/schedule" && path.startsWith("/visits/"));
}
