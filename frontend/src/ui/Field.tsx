import type { ComponentChildren, InputHTMLAttributes, SelectHTMLAttributes, TextareaHTMLAttributes } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

import styles from "./Field.module.css";
import { Icon } from "./Icon";

type Words = {
  label: ComponentChildren;
  hint?: ComponentChildren;
  error?: ComponentChildren;
  id?: string;
};

export type Wiring = {
  id: string;
  class: string;
  "aria-describedby": string | undefined;
  "aria-invalid": "true" | undefined;
};

/** Label, hint and error around one control; the control gets what ties it to them. */
export function Field({
  label,
  hint,
  error,
  id,
  children,
}: Words & { children: (wiring: Wiring) => ComponentChildren }) {
  const made = useId();
  const own = id ?? made;
  const described = [hint ? `${own}-hint` : "", error ? `${own}-error` : ""].filter(Boolean);
  return (
    <div class={styles.field}>
      <label class={styles.label} for={own}>
        {label}
      </label>
      {hint && (
        <p class={styles.hint} id={`${own}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class={styles.error} id={`${own}-error`}>
          <Icon name="alert" size={20} />
          <span>{error}</span>
        </p>
      )}
      {children({
        id: own,
        class: styles.input ?? "",
        "aria-describedby": described.join(" ") || undefined,
        "aria-invalid": error ? "true" : undefined,
      })}
    </div>
  );
}

type Typed = "text" | "email" | "date" | "time" | "number" | "search" | "tel" | "password";

export function TextField({
  label,
  hint,
  error,
  id,
  type = "text",
  ...rest
}: Words & { type?: Typed } & Omit<InputHTMLAttributes<HTMLInputElement>, "label" | "role" | "type">) {
  return (
    <Field label={label} hint={hint} error={error} id={id}>
      {(wiring) => <input {...({ ...rest, type, ...wiring } as InputHTMLAttributes<HTMLInputElement>)} />}
    </Field>
  );
}

export function TextArea({
  label,
  hint,
  error,
  id,
  ...rest
}: Words & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "label">) {
  return (
    <Field label={label} hint={hint} error={error} id={id}>
      {(wiring) => <textarea {...rest} {...wiring} />}
    </Field>
  );
}

export function SelectField({
  label,
  hint,
  error,
  id,
  children,
  ...rest
}: Words & Omit<SelectHTMLAttributes<HTMLSelectElement>, "label" | "role"> & { children: ComponentChildren }) {
  return (
    <Field label={label} hint={hint} error={error} id={id}>
      {(wiring) => (
        <select {...rest} {...wiring}>
          {children}
        </select>
      )}
    </Field>
  );
}

export type FieldError = { field: string; message: string };

type Summary = {
  title: string;
  errors: readonly FieldError[];
  /** What the errors come from, where the list is made anew at each drawing. */
  refusal?: object;
};

/** What is wrong, each line leading to its field. Takes the focus at each new refusal, not while one types. */
export function ErrorSummary({ title, errors, refusal = errors }: Summary) {
  const box = useRef<HTMLDivElement>(null);
  const any = errors.length > 0;
  useEffect(() => {
    if (any) box.current?.focus();
  }, [refusal, any]);
  if (!errors.length) return null;
  return (
    <div class={styles.summary} ref={box} tabIndex={-1} role="alert">
      <p class={styles.label}>{title}</p>
      <ul>
        {errors.map((error) => (
          <li key={error.field}>
            <a
              href={`#${error.field}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(error.field)?.focus();
              }}
            >
              {error.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
