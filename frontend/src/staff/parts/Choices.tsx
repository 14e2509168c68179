import type { ComponentChildren } from "preact";

import { Icon } from "../../ui/Icon";
import styles from "./Choices.module.css";

type Choice = { key: string; label: ComponentChildren; note?: ComponentChildren };

type Props = {
  id: string;
  label: string;
  hint?: string;
  error?: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  several?: boolean;
  onChange: (chosen: string[]) => void;
};

/** One of several, or some of several, all in sight. The first control carries `id` for error links. */
export function Choices({ id, label, hint, error, choices, chosen, several = false, onChange }: Props) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  const toggle = (key: string) => {
    if (!several) return onChange([key]);
    onChange(chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key]);
  };
  return (
    <fieldset aria-describedby={described}>
      <legend class={styles.legend}>{label}</legend>
      {hint && (
        <p class={styles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class={styles.error} id={`${id}-error`}>
          <Icon name="alert" size={18} />
          {error}
        </p>
      )}
      {choices.map(({ key, label: words, note }, index) => (
        <label class={styles.choice} key={key}>
          <input
            type={several ? "checkbox" : "radio"}
            id={index === 0 ? id : undefined}
            name={id}
            checked={chosen.includes(key)}
            onChange={() => toggle(key)}
          />
          <span>
            {words}
            {note && <span class={styles.note}>{note}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
