import type { ComponentChildren } from "preact";

import type { Claim, Travel } from "../../api";
import { t } from "../../i18n";
import { ButtonLink } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Icon, type IconName } from "../../ui/Icon";
import { siteToday } from "../symptoms/due";
import { title } from "../visit/words";
import styles from "./Claims.module.css";
import type { Draft } from "./draft";
import { known } from "./lines";
import { money } from "./money";
import { claimPage, goOn, page, resultPage } from "./path";
import { type Parcel, refusalOf, visitOf } from "./sending";
import { became, currencyOf, dayOf, dayOfMoment } from "./words";

type Named = { name: string; label: string };
type HeadProps = { visit: Named | undefined; href: string; icon: IconName; children?: ComponentChildren };

/** What it is for, as a link to all about it. */
function Head({ visit, href, icon, children }: HeadProps) {
  return (
    <div class={styles.cardHead}>
      <Icon name={icon} />
      <div>
        <h3>
          <a href={href}>{visit ? title(visit) : t("travel.title")}</a>
        </h3>
        {children && <p class={styles.soft}>{children}</p>}
      </div>
    </div>
  );
}

export const ICONS: Record<Claim["status"], IconName> = {
  ...{ sent: "mail", checking: "search", second_look: "search", returned: "help", disputed: "search" },
  ...{ approved: "check", on_its_way: "money", paid: "check", declined: "close", withdrawn: "undo" },
};

/** A claim like a parcel: where it is, and who acts next. `begun`: an answer to it is begun. */
export function ClaimCard({ claim, data, begun = false }: { claim: Claim; data: Travel; begun?: boolean }) {
  const sum = money(claim.asked, currencyOf(claim, data));
  const says = became(claim, data);
  return (
    <Card>
      <Head visit={claim.visit} href={claimPage(claim.id)} icon={ICONS[claim.status]}>
        {dayOf(claim.visit.day)} · {t("status.asked", { sum })}
      </Head>
      {says.map((sentence) => (
        <p key={sentence} class={claim.can.correct ? `${styles.amber} ${styles.typed}` : styles.typed}>
          {sentence}
        </p>
      ))}
      {!claim.mine && <p class={styles.soft}>{t("travel.sentBy", { name: claim.made_by })}</p>}
      {claim.can.correct && (
        <ButtonLink wide href={claimPage(claim.id)}>
          {t(begun ? "one.answer.goOn" : "travel.open")}
        </ButtonLink>
      )}
    </Card>
  );
}

/** What is written and not with the server yet. */
export function ParcelCard({ parcel, data }: { parcel: Parcel; data: Travel }) {
  const visit = visitOf(data, parcel.body.visit_id);
  const refused = parcel.state === "refused";
  return (
    <Card>
      <Head visit={visit} href={resultPage(parcel.body.id)} icon={refused ? "alert" : "clock"}>
        {visit && dayOf(visit.day)}
      </Head>
      <p class={styles.amber}>{parcelInWords(parcel)}</p>
      {refused && (
        <ButtonLink wide href={resultPage(parcel.body.id)}>
          {t("travel.open")}
        </ButtonLink>
      )}
    </Card>
  );
}

export function parcelInWords(parcel: Parcel): string {
  const { state, photos, gone } = parcel;
  if (state === "refused") return refusalOf(parcel) ?? t("state.refused");
  if (state === "signed_out") return t("state.signIn");
  if (state === "waiting") return t("state.unsent");
  return gone < photos ? t("state.photo", { number: gone + 1, of: photos }) : t("state.leaving");
}

/** A claim that is begun and not sent. */
export function BegunCard({ draft, data }: { draft: Draft; data: Travel }) {
  const address = data.policy ? goOn(draft, known(data, data.policy, siteToday())) : page(draft, "lines");
  return (
    <Card>
      <Head visit={draft.visit} href={page(draft, "lines")} icon="edit">
        {t("travel.begun.when", { when: dayOfMoment(draft.begun) })}
      </Head>
      <ButtonLink wide href={address}>
        {t("travel.goOn")}
      </ButtonLink>
    </Card>
  );
}
