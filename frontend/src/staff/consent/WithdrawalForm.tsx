import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextArea } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Choices } from "../parts/Choices";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { type ConsentDetail, type ConsentRow, consents, type WithdrawalOption } from "./data";
import { useSending } from "./useSending";

type Props = { detail: ConsentDetail; onClose: () => void };

/** One line of the menu has no key of its own: what it takes back is one. */
const optionKey = ({ scope, choice }: WithdrawalOption) => (choice ? `${scope}/${choice}` : scope);

/** Records what a participant told the team: chosen, then looked at once more, then recorded. */
export function WithdrawalForm({ detail, onClose }: Props) {
  const { row, withdrawal_options: options } = detail;
  const [id] = useState(() => crypto.randomUUID());
  const [chosen, setChosen] = useState<WithdrawalOption | null>(null);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const [checking, setChecking] = useState(false);
  const { busy, problem, send } = useSending();

  function submit() {
    setMissing(!chosen);
    if (!chosen) return document.getElementById("withdraw-what")?.focus();
    if (!checking) return setChecking(true);
    const { scope, choice } = chosen;
    void send(
      () => consents.withdraw(row.participant_id, { id, scope, choice, reason: reason.trim(), language: row.language }),
      () => {
        announce(t("withdraw.saved", { code: row.code }));
        onClose();
      },
    );
  }

  return (
    <InlineForm label={t("withdraw.record")} onSubmit={submit}>
      <Problems problem={problem} fields={{}} />
      {checking && chosen ? (
        <Check option={chosen} row={row} />
      ) : (
        <>
          <p>{t("withdraw.explain")}</p>
          <Choices
            id="withdraw-what"
            label={t("withdraw.what")}
            error={missing ? t("withdraw.missing") : undefined}
            choices={options.map((option) => ({
              key: optionKey(option),
              label: option.title,
              note: <What option={option} />,
            }))}
            chosen={chosen ? [optionKey(chosen)] : []}
            onChange={([key]) => setChosen(options.find((option) => optionKey(option) === key) ?? null)}
          />
          <TextArea
            id="withdraw-reason"
            label={t("withdraw.reason")}
            hint={t("withdraw.reason.hint")}
            rows={2}
            maxLength={1000}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </>
      )}
      <Actions>
        <Button type="submit" kind={checking ? "danger" : "primary"} busy={busy}>
          {t(checking ? "withdraw.do" : "withdraw.go_on")}
        </Button>
        <Button kind="plain" onClick={checking ? () => setChecking(false) : onClose}>
          {t(checking ? "withdraw.back" : "cancel")}
        </Button>
      </Actions>
    </InlineForm>
  );
}

function What({ option }: { option: WithdrawalOption }) {
  return (
    <>
      {option.explain} {option.data} {option.ends > 0 && t("withdraw.ends", { n: option.ends })}
    </>
  );
}

/** What follows, said once more before it counts. */
function Check({ option, row: { code, name } }: { option: WithdrawalOption; row: ConsentRow }) {
  return (
    <Notice kind="red" role="alert">
      <strong>{t("withdraw.check")}</strong>
      <p>
        {code} · {name}: {option.title}
      </p>
      <p>
        <What option={option} />
      </p>
      <p>{t(option.scope === "choice" ? "withdraw.final.choice" : "withdraw.final")}</p>
    </Notice>
  );
}
