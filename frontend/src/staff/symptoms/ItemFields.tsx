import { Icon } from "../../ui/Icon";
import { at, type Problem } from "../data/problem";
import { t } from "../i18n";
import { labelOf } from "./Answers";
import type { Asked, Item } from "./data";
import { askedNow, controlId, type Picked } from "./entering";
import styles from "./Symptoms.module.css";

type Props = {
  item: Item;
  /** The language of the questions as they are shown. */
  language: string;
  picked: Picked;
  before: Picked;
  problem: Problem | null;
  onPick: (key: string, place: number | null) => void;
};

/** The questions about one symptom, the later ones as soon as the first is above 0. */
export function ItemFields({ item, language, picked, before, problem, onPick }: Props) {
  return (
    <div class={styles.item} lang={language}>
      {askedNow(item, picked).map((question) => (
        <Question
          key={question.key}
          question={question}
          chosen={picked[question.key]}
          before={before[question.key]}
          error={at(problem, `answers.${question.key}`)}
          onPick={(place) => onPick(question.key, place)}
        />
      ))}
    </div>
  );
}

type QuestionProps = {
  question: Asked;
  chosen: number | null | undefined;
  before: number | null | undefined;
  error: string | undefined;
  onPick: (place: number | null) => void;
};

/** All answers in one line, so that one touch is enough while somebody talks. */
function Question({ question, chosen, before, error, onPick }: QuestionProps) {
  const id = controlId(question.key);
  const places: (number | null)[] = [...question.labels.keys(), null];
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <legend>
        {question.ask}
        {typeof before === "number" && (
          <span class={styles.soft}> ({t("enter.before", { said: labelOf(question, before) })})</span>
        )}
      </legend>
      {error && (
        <p class={styles.error} id={`${id}-error`}>
          <Icon name="alert" size={18} />
          {error}
        </p>
      )}
      <div class={styles.places}>
        {places.map((place) => (
          <label key={String(place)} class={place === null ? styles.soft : undefined}>
            <input
              type="radio"
              id={place === 0 ? id : undefined}
              name={id}
              checked={chosen === place}
              onChange={() => onPick(place)}
            />
            {place === null ? t("enter.skip") : question.labels[place]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
