import type { ComponentChildren } from "preact";

import { language, t } from "../../i18n";
import { dayIn, dayInWords, deviceZone } from "../../i18n/dates";
import { ButtonLink } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import rows from "../../ui/Rows.module.css";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import type { Partner, Partners } from "./data";
import { partners } from "./data";
import styles from "./Partners.module.css";
import { helperPage, invitedPage, invitePage } from "./path";

/** Who helps her, who is asked to, and who did. */
export function HelpersPage() {
  return (
    <Page title={t("helpers.title")} lead={t("helpers.lead")} back="/more" ready={partners.shown.value.data !== null}>
      <Shown of={partners}>{(found) => <Lists found={found} />}</Shown>
    </Page>
  );
}

export const dayOf = (instant: string) => dayInWords(language.value, dayIn(instant, deviceZone()));

function Lists({ found }: { found: Partners }) {
  const now = found.partners.filter(({ ended_at }) => ended_at === null);
  const before = found.partners.filter(({ ended_at }) => ended_at !== null);
  return (
    <>
      {now.length + found.invited.length === 0 && <p>{t("helpers.none")}</p>}
      {now.length > 0 && (
        <ul class={rows.list}>
          {now.map((one) => (
            <Row key={one.id} href={helperPage(one.id)} name={one.name}>
              <span class={styles.soft}>{t("helpers.since", { day: dayOf(one.since) })}</span>
              <span class={styles.soft}>{t(one.may_read_check_ins ? "helpers.reads" : "helpers.readsNot")}</span>
            </Row>
          ))}
        </ul>
      )}
      {found.invited.length > 0 && (
        <section class={styles.section} aria-labelledby="invited">
          <h2 id="invited">{t("helpers.invited")}</h2>
          <ul class={rows.list}>
            {found.invited.map((one) => (
              <Row key={one.id} href={invitedPage(one.id)} name={one.name}>
                <span class={styles.soft}>{one.email}</span>
                <span class={one.expired ? styles.amber : styles.soft}>
                  {one.expired ? t("helpers.expired") : t("helpers.until", { day: dayInWords(language.value, one.last_day) })}
                </span>
              </Row>
            ))}
          </ul>
        </section>
      )}
      <Invite found={found} />
      {before.length > 0 && <Before ended={before} />}
    </>
  );
}

function Row({ href, name, children }: { href: string; name: string; children: ComponentChildren }) {
  return (
    <li>
      <a class={rows.row} href={href}>
        <Icon name="person" />
        <span class={rows.words}>
          <strong>{name}</strong>
          {children}
        </span>
        <Icon name="chevron" />
      </a>
    </li>
  );
}

function Invite({ found }: { found: Partners }) {
  if (found.may_invite) {
    return (
      <ButtonLink wide icon="plus" href={invitePage}>
        {t("helpers.invite")}
      </ButtonLink>
    );
  }
  const full = found.partners.filter(({ ended_at }) => ended_at === null).length + found.invited.length >= found.most;
  return <p>{found.most === 0 ? t("helpers.notHere") : full ? t("helpers.enough", { n: found.most }) : t("helpers.notNow")}</p>;
}

function Before({ ended }: { ended: readonly Partner[] }) {
  return (
    <section class={styles.section} aria-labelledby="before">
      <h2 id="before">{t("helpers.before")}</h2>
      <ul class={rows.list}>
        {ended.map((one) => (
          <li class={styles.past} key={one.id}>
            <strong>{one.name}</strong>
            <span class={styles.soft}>{t("helpers.from", { since: dayOf(one.since), until: dayOf(one.ended_at ?? "") })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
