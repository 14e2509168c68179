import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import type { ParticipantDetail } from "../data/types";
import { t } from "../i18n";
import { phoneWords } from "../words/phone";
import { Fact, Facts, Section } from "../parts/Facts";
import { can } from "../session/session";
import { FactsForm } from "./FactsForm";
import { languageName } from "./words";

/** Who she is and how she is reached. */
export function Contacts({ participant }: { participant: ParticipantDetail }) {
  const [open, setOpen] = useState(false);
  return (
    <Section
      title={t("contacts.title")}
      action={
        can("participants.write") &&
        !open && (
          <Button kind="quiet" icon="edit" onClick={() => setOpen(true)}>
            {t("contacts.change")}
          </Button>
        )
      }
    >
      {open ? (
        <FactsForm participant={participant} onClose={() => setOpen(false)} />
      ) : (
        <Facts>
          <Fact name={t("column.code")}>{participant.code}</Fact>
          <Fact name={t("column.name")}>{participant.name}</Fact>
          <Fact name={t("field.email")}>
            {participant.email ? <a href={`mailto:${participant.email}`}>{participant.email}</a> : t("none")}
          </Fact>
          <Fact name={t("field.phone")}>
            {participant.phone ? <a href={`tel:${participant.phone}`}>{phoneWords(participant.phone)}</a> : t("none")}
          </Fact>
          <Fact name={t("column.language")}>{languageName(participant.language)}</Fact>
          <Fact name={t("column.site")}>{participant.site.name}</Fact>
        </Facts>
      )}
    </Section>
  );
}
