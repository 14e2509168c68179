import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextArea } from "../../ui/Field";
import { useSending } from "../consent/useSending";
import { at, type Problem } from "../data/problem";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Choices } from "../parts/Choices";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { contactProblem, type ContactValues, LONGEST_NOTE, ways } from "./closing";
import { type Alert, alerts, type ContactWay } from "./data";

const ids = { way: "contact-way", reached: "contact-reached", note: "contact-note" };

/** Notes a try to reach her; sent twice it is still one. */
export function ContactForm({ alert, onClose }: { alert: Alert; onClose: () => void }) {
  const [id] = useState(() => crypto.randomUUID());
  const [values, setValues] = useState<ContactValues>({ way: "", reached: "", note: "" });
  const [wrong, setWrong] = useState<Problem | null>(null);
  const sending = useSending("take_it_first", "taken_by_other", "illegal_transition");
  const problem = wrong ?? sending.problem;
  const change = (next: Partial<ContactValues>) => setValues({ ...values, ...next });

  function submit() {
    const { way, reached, note } = values;
    const found = contactProblem(values);
    setWrong(found);
    if (found || way === "") return;
    void sending.send(
      () => alerts.contact(alert.id, { id, way, reached: reached === "yes", note: note.trim() }),
      () => {
        announce(t("contact.saved", { code: alert.who.code }));
        onClose();
      },
    );
  }

  return (
    <InlineForm label={t("contact.add")} onSubmit={submit}>
      <Problems problem={problem} fields={ids} />
      <Choices
        id={ids.way}
        label={t("contact.way")}
        error={at(problem, "way")}
        choices={ways.map((key) => ({ key, label: t(`contact.way.${key}`) }))}
        chosen={[values.way]}
        onChange={([way]) => change({ way: way as ContactWay })}
      />
      <Choices
        id={ids.reached}
        label={t("contact.was_reached")}
        error={at(problem, "reached")}
        choices={(["yes", "no"] as const).map((key) => ({ key, label: t(`contact.was_reached.${key}`) }))}
        chosen={[values.reached]}
        onChange={([reached]) => change({ reached: reached as "yes" | "no" })}
      />
      <TextArea
        id={ids.note}
        label={t("contact.note")}
        error={at(problem, "note")}
        rows={3}
        maxLength={LONGEST_NOTE}
        value={values.note}
        onInput={(event) => change({ note: event.currentTarget.value })}
      />
      <Actions>
        <Button type="submit" busy={sending.busy}>
          {t("contact.save")}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {t("cancel")}
        </Button>
      </Actions>
    </InlineForm>
  );
}
