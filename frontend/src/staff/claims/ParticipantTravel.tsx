import { useRef, useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Actions, Section } from "../parts/Facts";
import { focusIn } from "../parts/focus";
import { Empty, Shown } from "../parts/Shown";
import { When } from "../parts/When";
import { can } from "../session/session";
import { money } from "../words/money";
import styles from "./Claims.module.css";
import { claimPath, type ClaimRow, type Travel, travel, type Unit } from "./data";
import { DistanceForm } from "./DistanceForm";
import { StatusMark } from "./Marks";
import { distanceWords, visitWords } from "./words";

type Props = { id: string; code: string };

/** A participant's travel money within the participant's own panel: the claims, and how far home is. */
export function ParticipantTravel({ id, code }: Props) {
  const loaded = useLoad(`travel ${id}`, () => travel.of(id));
  return (
    <Shown of={loaded}>
      {(found) => (
        <>
          {found.unit ? (
            <Distance key={id} id={id} code={code} found={found} unit={found.unit} />
          ) : (
            <Empty title={t("travel.none_paid")} />
          )}
          {(found.unit ?? found.claims.length) && (
            <Section title={t("travel.claims")}>
              <Claims rows={found.claims} />
            </Section>
          )}
        </>
      )}
    </Shown>
  );
}

/** One way, as the participant or the team said it. */
function Distance({ id, code, found, unit }: Props & { found: Travel; unit: Unit }) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const shut = () => {
    setOpen(false);
    focusIn(box, "button");
  };
  const { distance } = found;
  return (
    <Section title={t("travel.distance")}>
      <div ref={box}>
        {open ? (
          <DistanceForm id={id} code={code} distance={distance} unit={unit} onClose={shut} />
        ) : (
          <Actions>
            <span>
              {distance === null
                ? t("travel.distance.unknown")
                : t("travel.distance.one_way", { distance: distanceWords(distance, unit) })}
            </span>
            {can("claims.review") && (
              <Button kind="plain" icon="edit" onClick={() => setOpen(true)}>
                {t(distance === null ? "travel.distance.set" : "travel.distance.change")}
              </Button>
            )}
          </Actions>
        )}
      </div>
    </Section>
  );
}

/** The newest first, as the server sorts; each leads to the claim. */
function Claims({ rows }: { rows: readonly ClaimRow[] }) {
  if (!rows.length) return <p class={styles.soft}>{t("travel.none")}</p>;
  return (
    <ul class={styles.travel}>
      {rows.map((row) => (
        <li key={row.id}>
          <p class={styles.inline}>
            <a href={claimPath(row.id)}>{row.reference}</a>
            <span>{visitWords(row)}</span>
            <StatusMark status={row.status} />
          </p>
          <p class={`${styles.inline} ${styles.soft}`}>
            <span>{t("travel.asked", { sum: money(row.asked, row.currency) })}</span>
            {row.approved !== null && <span>{t("travel.approved", { sum: money(row.approved, row.currency) })}</span>}
            <span>
              {t("travel.sent")} <When at={row.sent_at} timeZone={row.who.site.time_zone} end />
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}
