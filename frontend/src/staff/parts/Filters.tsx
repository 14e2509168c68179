import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { t } from "../i18n";
import { useKeys } from "../shell/keys";
import styles from "./Filters.module.css";

const PAUSE_MS = 250;

/** The row of filters over a list. `onClear` is there while one of them narrows it. */
export function FilterBar({ children, onClear }: { children: ComponentChildren; onClear?: () => void }) {
  return (
    <form class={styles.bar} role="search" onSubmit={(event) => event.preventDefault()}>
      {children}
      {onClear && (
        <div class={styles.clear}>
          <Button kind="plain" onClick={onClear}>
            {t("filter.clear")}
          </Button>
        </div>
      )}
    </form>
  );
}

/** Searches while one types, after a short pause. The key / leads here. */
export function SearchFilter({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
}) {
  const [text, setText] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const told = useRef(value);
  const tell = useRef(onChange);
  tell.current = onChange;
  useKeys([{ key: "/", label: "keys.search", run: () => input.current?.select() }]);
  useEffect(() => {
    if (value !== told.current) {
      told.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => {
    if (text.trim() === told.current) return undefined;
    const timer = setTimeout(() => {
      told.current = text.trim();
      tell.current(told.current);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <label class={`${styles.one} ${styles.search}`}>
      <span>{label}</span>
      <Icon name="search" size={18} />
      <input ref={input} type="search" value={text} onInput={(event) => setText(event.currentTarget.value)} />
    </label>
  );
}

type Choice = { value: string; label: string };

export function SelectFilter({
  label,
  value,
  choices,
  onChange,
}: {
  label: string;
  value: string;
  choices: readonly Choice[];
  onChange: (value: string) => void;
}) {
  return (
    <label class={styles.one}>
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  );
}

export function DayFilter({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (day: string) => void;
}) {
  return (
    <label class={styles.one}>
      <span>{label}</span>
      <input type="date" value={value} onChange={(event) => onChange(event.currentTarget.value)} />
    </label>
  );
}

export function TickFilter({
  label,
  on,
  onChange,
}: {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <label class={styles.tick}>
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.currentTarget.checked)} />
      {label}
    </label>
  );
}
