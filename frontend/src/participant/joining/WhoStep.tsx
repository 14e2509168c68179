import type { Label } from "../../i18n";
import { language, t } from "../../i18n";
import { dayInWords } from "../../i18n/dates";
import { Button } from "../../ui/Button";
import { LanguageSwitch } from "../app/LanguageSwitch";
import { Page } from "../app/Page";
import type { Invited } from "./data";
import styles from "./Joining.module.css";
import { fromApple } from "../reminders/push";

const titles: Record<Invited["kind"], Label> = {
  participant: "join.who.title",
  recovery: "join.who.recovery",
  care_partner: "join.who.partner",
  staff: "join.who.title",
};

/** What the code is for, before anything is asked. */
export function WhoStep({ invited, onNext }: { invited: Invited; onNext: () => void }) {
  return (
    <Page title={t(titles[invited.kind])} key="who">
      <dl class={styles.facts}>
        <dt>{t("join.who.study")}</dt>
        <dd>{invited.study}</dd>
        <dt>{t("join.who.by")}</dt>
        <dd>
          {invited.invited_by}, {invited.team.team_name}
        </dd>
        <dt>{t("join.who.site")}</dt>
        <dd>{invited.site}</dd>
      </dl>
      <p>{t("join.who.until", { day: dayInWords(language.value, invited.last_day) })}</p>
      {fromApple() && <p>{t("join.who.iphone")}</p>}
      <Button wide onClick={onNext}>
        {t("app.continue")}
      </Button>
      <p>
        <a href={`tel:${invited.team.phone}`}>{t("join.who.wrong", { phone: invited.team.phone_display })}</a>
      </p>
      <LanguageSwitch />
    </Page>
  );
}
