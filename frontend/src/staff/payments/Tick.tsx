import { useEffect, useRef } from "preact/hooks";

import styles from "./Payments.module.css";

type Props = {
  id?: string;
  /** Said, not shown: what stands beside it in the row says the same to the eye. */
  label: string;
  on: boolean;
  /** Of several, some are chosen. */
  some?: boolean;
  disabled?: boolean;
  describedBy?: string;
  onChange: (on: boolean) => void;
};

/** A checkbox of a row, with room around it for a finger. */
export function Tick({ id, label, on, some = false, disabled = false, describedBy, onChange }: Props) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = some;
  }, [some]);
  return (
    <label class={styles.tick}>
      <input
        ref={box}
        id={id}
        type="checkbox"
        checked={on}
        disabled={disabled}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span class="visually-hidden">{label}</span>
    </label>
  );
}
