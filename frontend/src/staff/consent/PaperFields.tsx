import { TextField } from "../../ui/Field";
import { at, type Problem } from "../data/problem";
import { t } from "../i18n";
import { Choices } from "../parts/Choices";
import { Row } from "../parts/Facts";
import { today } from "../words/dates";
import type { Choice, PaperSignature } from "./data";
import type { PaperValues } from "./paper";

type SignersProps = {
  signers: readonly PaperSignature[];
  /** The participant's name in the portal: the one on the paper is to be the same. */
  participant: string;
  problem: Problem | null;
  onChange: (signers: readonly PaperSignature[]) => void;
};

/** Each signature on the paper: the name, and the date written beside it. */
export function PaperSigners({ signers, participant, problem, onChange }: SignersProps) {
  const change = (index: number, next: Partial<PaperSignature>) =>
    onChange(signers.map((signer, at) => (at === index ? { ...signer, ...next } : signer)));
  return (
    <>
      {signers.map(({ role, name, date }, index) => (
        <Row key={role}>
          <TextField
            id={`paper-${index}-name`}
            label={t(`paper.name.${role}`)}
            hint={role === "participant" ? t("paper.name.hint", { name: participant }) : undefined}
            error={at(problem, `signatures.${index}.name`)}
            autoComplete="off"
            maxLength={200}
            value={name}
            onInput={(event) => change(index, { name: event.currentTarget.value })}
          />
          <TextField
            id={`paper-${index}-date`}
            label={
              <>
                {t("paper.date")}
                <span class="visually-hidden">: {t(`consent.role.${role}`)}</span>
              </>
            }
            type="date"
            max={today()}
            error={at(problem, `signatures.${index}.date`)}
            value={date}
            onInput={(event) => change(index, { date: event.currentTarget.value })}
          />
        </Row>
      ))}
    </>
  );
}

type ChoicesProps = {
  asked: readonly Choice[];
  choices: PaperValues["choices"];
  problem: Problem | null;
  onChange: (choices: PaperValues["choices"]) => void;
};

/** What is ticked on the paper for each optional use. Neither answer is preset. */
export function PaperChoices({ asked, choices, problem, onChange }: ChoicesProps) {
  return (
    <>
      {asked.map(({ key, ask, yes, no }) => (
        <Choices
          key={key}
          id={`paper-choice-${key}`}
          label={ask}
          error={at(problem, `choices.${key}`)}
          choices={[
            { key: "yes", label: yes },
            { key: "no", label: no },
          ]}
          chosen={choices[key] === undefined ? [] : [choices[key] ? "yes" : "no"]}
          onChange={([answer]) => onChange({ ...choices, [key]: answer === "yes" })}
        />
      ))}
    </>
  );
}
