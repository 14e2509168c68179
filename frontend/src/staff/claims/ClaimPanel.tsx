import { useFresh } from "../data/useFresh";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Panel } from "../parts/Panel";
import { Shown } from "../parts/Shown";
import { Under } from "../parts/Under";
import { When } from "../parts/When";
import { money } from "../words/money";
import { ClaimBody } from "./ClaimBody";
import styles from "./Claims.module.css";
import { type Claim, claims } from "./data";
import { StatusMark } from "./Marks";
import { visitWords } from "./words";

type Props = {
  id: string;
  /** Where another claim opens. */
  link: (claim: string) => string;
  onClose: () => void;
};

/** One claim: who acts next, its lines with their receipts beside them, the decision, what was before. */
export function ClaimPanel({ id, link, onClose }: Props) {
  const loaded = useLoad(`claim ${id}`, () => claims.one(id));
  useFresh(loaded.reload);
  const claim = loaded.data;
  return (
    <Panel
      wide
      name={id}
      onClose={onClose}
      title={claim ? titleOf(claim) : t(loaded.error ? "panel.failed" : "loading")}
      under={claim && <About claim={claim} />}
    >
      <Shown of={loaded} lines={8}>
        {(found) => <ClaimBody key={found.id} claim={found} link={link} />}
      </Shown>
    </Panel>
  );
}

const titleOf = ({ reference, who: { code, name } }: Claim) => t("claim.title", { reference, code, name });

/** For which visit, by whom and when, and the sums; then how to reach the participant. */
function About({ claim }: { claim: Claim }) {
  const { currency, asked, allowed, approved, paid, who } = claim;
  const sums = [
    { words: t("claim.sum.asked"), sum: asked },
    { words: t("claim.sum.allowed"), sum: allowed },
    ...(approved === null ? [] : [{ words: t("claim.sum.approved"), sum: approved }]),
    ...(paid ? [{ words: t("claim.sum.paid"), sum: paid }] : []),
  ];
  return (
    <>
      <p class={styles.about}>
        <StatusMark status={claim.status} />
        <span>{visitWords(claim)}</span>
        <span>
          {t("claims.column.sent")} <When at={claim.sent_at} timeZone={who.site.time_zone} />
          {claim.by_care_partner && ` ${t("claims.by_care_partner", { name: claim.made_by })}`}
        </span>
        {claim.round > 1 && <span>{t("claim.under.round", { n: claim.round })}</span>}
        {sums.map(({ words, sum }) => (
          <span key={words}>
            <strong>{money(sum, currency)}</strong> {words}
          </span>
        ))}
      </p>
      <Under who={who} />
    </>
  );
}
