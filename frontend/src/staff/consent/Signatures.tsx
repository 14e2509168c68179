import { t } from "../i18n";
import { Fact, Facts } from "../parts/Facts";
import { exactly, shortDay } from "../words/dates";
import styles from "./Consent.module.css";
import type { DeskConsent, PaperSignature, Signature } from "./data";

type Props = { consent: DeskConsent; paper: readonly PaperSignature[] };

/** Who signed, when by the site's clock, and what it meant; and whose signature is missing. */
export function Signatures({ consent, paper }: Props) {
  if (!consent.signatures.length && !paper.length) return null;
  return (
    <>
      <h4 class={styles.part}>{t("consent.signatures")}</h4>
      <ul class={styles.signatures}>
        {consent.signatures.map((signature) => (
          <li key={signature.id}>
            <Line signature={signature} lang={consent.language} />
          </li>
        ))}
        {paper.map(({ role, name, date }) => (
          <li key={role}>
            <strong>{name}</strong>
            <Facts>
              <Fact name={t(`consent.role.${role}`)}>{t("consent.signature.paper", { day: shortDay(date) })}</Fact>
            </Facts>
          </li>
        ))}
        {consent.awaited.map((role) => (
          <li key={role}>
            <Facts>
              <Fact name={t(`consent.role.${role}`)}>{t("consent.signature.awaited")}</Fact>
            </Facts>
          </li>
        ))}
      </ul>
    </>
  );
}

function Line({ signature, lang }: { signature: Signature; lang: string }) {
  return (
    <>
      <p>
        <strong>{signature.printed_name}</strong>, {t(`consent.role.${signature.role}`)}
      </p>
      <Facts>
        <Fact name={t("consent.signature.time")}>{exactly(signature.signed_at, signature.time_zone)}</Fact>
        <Fact name={t("consent.signature.meaning")}>
          <span lang={lang}>{signature.meaning}</span>
        </Fact>
        <Fact name={t("consent.signature.method")}>{signature.method}</Fact>
        {signature.identity && (
          <Fact name={t("consent.signature.identity")}>
            {t(`consent.identity.${signature.identity}`)}
            {signature.identity_note && `: ${signature.identity_note}`}
          </Fact>
        )}
        <Fact name={t("consent.signature.digest")}>
          <code class={styles.digest}>{signature.digest}</code>
        </Fact>
      </Facts>
    </>
  );
}
