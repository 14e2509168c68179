import type { Claim, ClaimableVisit } from "../../api";
import { language, t } from "../../i18n";
import { dayInWords, daysBetween } from "../../i18n/dates";
import { Icon, type IconName } from "../../ui/Icon";
import { shortTitle } from "../visit/words";
import rows from "../../ui/Rows.module.css";
import styles from "./Today.module.css";

type RowProps = { href: string; icon: IconName; amber: boolean; children: string };

function Row({ href, icon, amber, children }: RowProps) {
  return (
    <a class={[rows.row, amber && styles.amber].filter(Boolean).join(" ")} href={href}>
      <Icon name={icon} />
      <span class={rows.words}>
        <span class={amber ? styles.mark : undefined}>{children}</span>
      </span>
      <Icon name="chevron" />
    </a>
  );
}

/** A claim that came back with a question. */
export function AskedItem({ claim }: { claim: Claim }) {
  return (
    <Row href={`/travel/claims/${claim.id}`} icon="help" amber>
      {t("today.travel.asked", { visit: shortTitle(claim.visit) })}
    </Row>
  );
}

/** From so many days before the last one on, the claim is urgent. */
const SOON = 7;

/** A visit that can be claimed for, until when. */
export function ClaimItem({ visit, today }: { visit: ClaimableVisit; today: string }) {
  const day = dayInWords(language.value, visit.deadline, today);
  const soon = daysBetween(today, visit.deadline) <= SOON;
  return (
    <Row href={`/travel/visits/${visit.id}`} icon={soon ? "clock" : "money"} amber={soon}>
      {t("today.travel", { visit: shortTitle(visit), day })}
    </Row>
  );
}
