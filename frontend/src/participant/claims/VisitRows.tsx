import type { ClaimableVisit } from "../../api";
import { t } from "../../i18n";
import { Icon } from "../../ui/Icon";
import { siteToday } from "../symptoms/due";
import { title } from "../visit/words";
import rows from "../../ui/Rows.module.css";
import styles from "./Claims.module.css";
import { visitPage } from "./path";
import { dayOf } from "./words";

/** Visits to claim for, each a row that leads into the claim. */
export function VisitRows({ visits }: { visits: readonly ClaimableVisit[] }) {
  return (
    <ul class={rows.list}>
      {visits.map((visit) => (
        <li key={visit.id}>
          <a class={rows.row} href={visitPage(visit.id)}>
            <span class={rows.words}>
              <span class={styles.strong}>{title(visit)}</span>
              <span class={styles.soft}>{whenOf(visit)}</span>
            </span>
            <Icon name="chevron" />
          </a>
        </li>
      ))}
    </ul>
  );
}

function whenOf({ claims, ...visit }: ClaimableVisit): string {
  const [day, deadline] = [dayOf(visit.day), dayOf(visit.deadline)];
  if (claims > 0) return t("travel.visit.again", { day });
  return t(siteToday() <= visit.deadline ? "travel.visit.until" : "travel.visit.late", { day, deadline });
}
