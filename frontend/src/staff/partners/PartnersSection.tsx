import { api, read } from "../../api";
import { dayIn } from "../../i18n/dates";
import type { ParticipantDetail } from "../data/types";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Section } from "../parts/Facts";
import { Shown } from "../parts/Shown";
import { shortDay } from "../words/dates";
import styles from "./Partners.module.css";

const of = (id: string) =>
  read(api.GET("/api/staff/participants/{participant_id}/care-partners", { params: { path: { participant_id: id } } }));

/** Who helps her, to read: so that the team knows who writes. She alone lets people in and ends it. */
export function PartnersSection({ participant }: { participant: ParticipantDetail }) {
  const { id, site } = participant;
  const loaded = useLoad(`partners ${id}`, () => of(id));
  const day = (instant: string) => shortDay(dayIn(instant, site.time_zone));
  return (
    <Section title={t("partners.title")}>
      <Shown of={loaded} lines={2}>
        {({ partners, invited }) => (
          <>
            {partners.length + invited.length === 0 && <p>{t("partners.none")}</p>}
            <ul class={styles.list}>
              {partners.map((one) => (
                <li key={one.id}>
                  <strong>{one.name}</strong>,{" "}
                  {one.ended_at
                    ? t("partners.ended", { since: day(one.since), until: day(one.ended_at) })
                    : t(one.may_read_check_ins ? "partners.reads" : "partners.readsNot", { since: day(one.since) })}
                </li>
              ))}
              {invited.map((one) => (
                <li key={one.id}>
                  <strong>{one.name}</strong>,{" "}
                  {t(one.expired ? "partners.expired" : "partners.invited", { day: shortDay(one.last_day) })}
                </li>
              ))}
            </ul>
          </>
        )}
      </Shown>
    </Section>
  );
}
