import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

import styles from "./Choices.module.css";
import { Icon } from "./Icon";

export type Choice<V extends string> = { value: V; label: ComponentChildren; hint?: ComponentChildren; lang?: string };

type Props<V extends string> = {
  legend: ComponentChildren;
  /** For a page whose heading asks the question already. */
  hideLegend?: boolean;
  choices: readonly Choice<V>[];
  value: V | null;
  error?: string | undefined;
  /** Of the first row, for an error that leads to it. */
  id?: string;
  onChange: (value: V) => void;
};

/** One of several answers, each a row as wide as the page. */
export function Choices<V extends string>({ legend, hideLegend, choices, value, error, id, onChange }: Props<V>) {
  const name = useId();
  return (
    <fieldset class={styles.group} aria-describedby={error ? `${name}-error` : undefined}>
      <legend class={hideLegend ? "visually-hidden" : styles.legend}>{legend}</legend>
      {error && (
        <p class={styles.error} id={`${name}-error`}>
          <Icon name="alert" size={20} />
          <span>{error}</span>
        </p>
      )}
      {choices.map((choice, at) => (
        <label class={styles.row} key={choice.value} lang={choice.lang}>
          <input
            type="radio"
            id={at === 0 ? id : undefined}
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span class={styles.words}>
            <span>{choice.label}</span>
            {choice.hint && <span class={styles.hint}>{choice.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
