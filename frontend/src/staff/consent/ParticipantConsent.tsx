import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Section } from "../parts/Facts";
import { Shown } from "../parts/Shown";
import { consents } from "./data";
import { StageMark } from "./Marks";
import { stageWords } from "./words";

/** Where a participant stands with the consent, in short, within the participant's own panel. */
export function ParticipantConsent({ id }: { id: string }) {
  const loaded = useLoad(`consent ${id}`, () => consents.detail(id));
  return (
    <Section title={t("consent.title")} action={<a href={`/staff/consent/${id}`}>{t("consent.see")}</a>}>
      <Shown of={loaded} lines={2}>
        {({ row }) => (
          <>
            <p>
              <StageMark stage={row.stage} />
            </p>
            <p>{stageWords(row)}</p>
          </>
        )}
      </Shown>
    </Section>
  );
}
