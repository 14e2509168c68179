import { useState } from "preact/hooks";

import { TextField } from "../../ui/Field";
import { t } from "../i18n";
import styles from "./PasswordField.module.css";

type Props = {
  id?: string;
  label: string;
  hint?: string;
  error?: string | undefined;
  value: string;
  /** A password that is being chosen, for the person's password manager. */
  fresh?: boolean;
  autoFocus?: boolean;
  onChange: (value: string) => void;
};

/** A password: it can be pasted, filled in by a password manager, and looked at. */
export function PasswordField({ fresh = false, onChange, ...rest }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <div class={styles.field}>
      <TextField
        {...rest}
        type={shown ? "text" : "password"}
        autoComplete={fresh ? "new-password" : "current-password"}
        autoCapitalize="none"
        spellcheck={false}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <label class={styles.show}>
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />
        {t("signin.password.show")}
      </label>
    </div>
  );
}
