import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { t } from "../i18n";
import { Actions, Fact, Facts, Section } from "../parts/Facts";
import { When } from "../parts/When";
import { languageName } from "../participants/words";
import styles from "./Consent.module.css";
import { CountersignForm } from "./CountersignForm";
import type { ConsentDetail, DeskConsent, SignerRole } from "./data";
import { Documents } from "./Documents";
import { StateMark } from "./Marks";
import { paperSigners } from "./paper";
import { Signatures } from "./Signatures";
import { progressWords } from "./words";

type Props = { consent: DeskConsent; detail: ConsentDetail; open: boolean };

/** One way through one version of the text; an earlier one folds away. */
export function OneConsent({ consent, detail, open }: Props) {
  const title = t("consent.version", { label: consent.version_label });
  if (open) {
    return (
      <Section title={title} action={<StateMark state={consent.state} />}>
        <Inside consent={consent} detail={detail} />
      </Section>
    );
  }
  return (
    <details class={styles.earlier}>
      <summary>
        <span class={styles.summary}>
          {title} <StateMark state={consent.state} />
        </span>
      </summary>
      <div class={styles.inside}>
        <Inside consent={consent} detail={detail} />
      </div>
    </details>
  );
}

function Inside({ consent, detail }: Omit<Props, "open">) {
  const [signing, setSigning] = useState<SignerRole | null>(null);
  const zone = detail.row.site.time_zone;
  return (
    <>
      <Facts>
        <Fact name={t("consent.way")}>{t(`consent.source.${consent.source}`)}</Fact>
        <Fact name={t("consent.language")}>{languageName(consent.language)}</Fact>
        <Fact name={t("consent.begun")}>
          <When at={consent.started_at} timeZone={zone} />
        </Fact>
        {consent.source === "electronic" && <Fact name={t("consent.progress")}>{progressWords(consent)}</Fact>}
        {consent.decision && (
          <Fact name={t("consent.said")}>
            {t(`consent.decision.${consent.decision}`)}
            {consent.decision_note && <p class={styles.quote}>{consent.decision_note}</p>}
          </Fact>
        )}
      </Facts>
      <Choices consent={consent} />
      <Signatures consent={consent} paper={paperSigners(consent, detail.trail)} />
      {signing ? (
        <CountersignForm consent={consent} row={detail.row} role={signing} onClose={() => setSigning(null)} />
      ) : (
        consent.may_sign.length > 0 && (
          <Actions>
            {consent.may_sign.map((role) => (
              <Button key={role} icon="edit" onClick={() => setSigning(role)}>
                {t(`sign.as.${role}`)}
              </Button>
            ))}
          </Actions>
        )
      )}
      <Documents consent={consent} timeZone={zone} />
    </>
  );
}

function Choices({ consent }: { consent: DeskConsent }) {
  if (!consent.choice_texts.length) return null;
  return (
    <>
      <h4 class={styles.part}>{t("consent.choices")}</h4>
      <ul class={styles.choices}>
        {consent.choice_texts.map((choice) => {
          const made = consent.choices[choice.key];
          return (
            <li key={choice.key}>
              <span>{choice.ask}</span>
              {made === undefined ? (
                <span class={styles.soft}>{t("consent.choice.open")}</span>
              ) : (
                <strong>{made ? choice.yes : choice.no}</strong>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
