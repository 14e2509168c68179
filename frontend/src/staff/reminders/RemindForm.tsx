import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { useSending } from "../consent/useSending";
import { at, type Problem, refused } from "../data/problem";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Choices } from "../parts/Choices";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { momentWords } from "../words/dates";
import { type Notice, reminders, sendable, type Told } from "./data";

type Props = { id: string; zone: string; told: readonly Told[]; onClose: () => void };

const fields = { about: "remind-about", account_id: "remind-to" };

/** A reminder by hand: about one thing, to one person. Sent again after a lost answer, it is one. */
export function RemindForm({ id, zone, told, onClose }: Props) {
  const [about, setAbout] = useState("");
  const [to, setTo] = useState(told.length === 1 ? (told[0]?.account_id ?? "") : "");
  const [reminderId, setReminderId] = useState(() => crypto.randomUUID());
  const [wrong, setWrong] = useState<Problem | null>(null);
  const sending = useSending();
  const problem = wrong ?? sending.problem;

  /** Another choice is another reminder. */
  function choose(set: (chosen: string) => void, chosen = "") {
    set(chosen);
    setReminderId(crypto.randomUUID());
  }

  function submit() {
    const kind = sendable.find((one) => one === about);
    const found = refused([
      ...(kind ? [] : [{ field: "about", message: t("remind.about.missing") }]),
      ...(to ? [] : [{ field: "account_id", message: t("remind.to.missing") }]),
    ]);
    setWrong(found);
    if (found || !kind) return;
    let made: Notice | null = null;
    void sending.send(
      async () => (made = await reminders.send(id, { id: reminderId, about: kind, account_id: to })),
      () => {
        if (made) announce(saidOf(made, zone));
        onClose();
      },
    );
  }

  return (
    <InlineForm label={t("remind.title")} onSubmit={submit}>
      <Problems problem={problem} fields={fields} />
      <Choices
        id={fields.about}
        label={t("remind.about")}
        hint={t("remind.hint")}
        error={at(problem, "about")}
        choices={sendable.map((key) => ({ key, label: t(`reminders.about.${key}`) }))}
        chosen={about ? [about] : []}
        onChange={([next]) => choose(setAbout, next)}
      />
      {told.length > 1 && (
        <Choices
          id={fields.account_id}
          label={t("remind.to")}
          error={at(problem, "account_id")}
          choices={told.map(({ account_id: key, name, role }) => ({ key, label: name, note: t(`reminders.told.${role}`) }))}
          chosen={to ? [to] : []}
          onChange={([next]) => choose(setTo, next)}
        />
      )}
      <Actions>
        <Button type="submit" icon="send" busy={sending.busy}>
          {t("remind.save")}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {t("cancel")}
        </Button>
      </Actions>
    </InlineForm>
  );
}

/** That it goes out, and when where that is not at once: quiet hours, or enough for one day. */
function saidOf({ to, due_at: due }: Notice, zone: string): string {
  const atOnce = new Date(due).getTime() <= Date.now() + 60_000;
  return atOnce ? t("remind.sent", { name: to }) : t("remind.later", { name: to, when: momentWords(due, zone) });
}
