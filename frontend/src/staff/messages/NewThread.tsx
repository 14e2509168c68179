import { useLocation } from "preact-iso";

import { ButtonLink } from "../../ui/Button";
import { staff } from "../data/api";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Section } from "../parts/Facts";
import { ParticipantMark } from "../parts/Mark";
import { Panel } from "../parts/Panel";
import { Shown } from "../parts/Shown";
import { languageName } from "../participants/words";
import { ChooseParticipant } from "./ChooseParticipant";
import { MESSAGES, NEW, type Topic } from "./data";
import styles from "./Messages.module.css";
import { NewThreadForm } from "./NewThreadForm";

type Props = {
  topics: readonly Topic[];
  onClose: () => void;
  onSent: (thread: string) => void;
};

/** Writing first: to whom, then about what and the words. */
export function NewThread({ topics, onClose, onSent }: Props) {
  const { participant } = useLocation().query;
  return (
    <Panel name={participant ?? NEW} title={t("new.title")} onClose={onClose}>
      {participant ? <To id={participant} topics={topics} onSent={onSent} onClose={onClose} /> : <ChooseParticipant />}
    </Panel>
  );
}

type ToProps = Props & { id: string };

function To({ id, ...form }: ToProps) {
  const loaded = useLoad(`participant ${id}`, () => staff.participant(id));
  return (
    <Shown of={loaded}>
      {(person) => (
        <>
          <Section title={t("new.to")}>
            <p class={styles.inline}>
              <strong>{t("thread.title", person)}</strong>
              <ParticipantMark status={person.status} />
              <span>{languageName(person.language)}</span>
              <span>{person.site.name}</span>
            </p>
            <div>
              <ButtonLink kind="quiet" href={`${MESSAGES}/${NEW}`}>
                {t("new.other")}
              </ButtonLink>
            </div>
          </Section>
          <NewThreadForm key={person.id} person={person} {...form} />
        </>
      )}
    </Shown>
  );
}
