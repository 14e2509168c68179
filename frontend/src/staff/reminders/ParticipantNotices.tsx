import { useRef, useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Section } from "../parts/Facts";
import { focusIn } from "../parts/focus";
import { Shown } from "../parts/Shown";
import { type ParticipantNotices as Found, reminders } from "./data";
import { OneNotice } from "./OneNotice";
import { RemindForm } from "./RemindForm";
import styles from "./Reminders.module.css";
import { ToldList } from "./ToldList";

type Props = { id: string; zone: string };

/** A participant's notices within the participant's own page: who is told, what comes, what was. */
export function ParticipantNotices({ id, zone }: Props) {
  const loaded = useLoad(`notices ${id}`, () => reminders.of(id));
  return (
    <Shown of={loaded}>
      {(found) => (
        <>
          <Section title={t("reminders.told")}>
            <ToldList told={found.told} zone={zone} />
            {found.may_send && found.told.length > 0 && <Remind id={id} zone={zone} told={found.told} />}
          </Section>
          <List title="planned" notices={found.planned} zone={zone} />
          <List title="past" notices={found.past} zone={zone} />
        </>
      )}
    </Shown>
  );
}

type ListProps = { title: "planned" | "past"; notices: Found["past"]; zone: string };

function List({ title, notices, zone }: ListProps) {
  return (
    <Section title={t(`reminders.${title}`)}>
      {notices.length ? (
        <ul class={styles.notices}>
          {notices.map((one) => (
            <OneNotice key={one.id} notice={one} zone={zone} />
          ))}
        </ul>
      ) : (
        <p class={styles.soft}>{t(`reminders.${title}.none`)}</p>
      )}
    </Section>
  );
}

function Remind({ id, zone, told }: Props & { told: Found["told"] }) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const shut = () => {
    setOpen(false);
    focusIn(box, "button");
  };
  return (
    <div ref={box}>
      {open ? (
        <RemindForm id={id} zone={zone} told={told} onClose={shut} />
      ) : (
        <Button kind="quiet" icon="send" onClick={() => setOpen(true)}>
          {t("remind.open")}
        </Button>
      )}
    </div>
  );
}
