import type { ComponentChildren } from "preact";

import { SelectField } from "../../ui/Field";
import { Live } from "../../ui/Live";
import { Notice } from "../../ui/Notice";
import styles from "./Reminders.module.css";
import type { Wishes } from "./useWishes";

type Props = {
  id: string;
  wishes: Wishes;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  value: string;
  onChange: (value: string) => void;
  children: ComponentChildren;
};

/** One choice of several, and below it what came of changing it. */
export function Choice({ id, wishes, error, onChange, children, ...rest }: Props) {
  return (
    <div class={styles.choice}>
      <SelectField {...rest} id={id} error={error} onChange={(event) => onChange(event.currentTarget.value)}>
        {children}
      </SelectField>
      <Said at={id} wishes={wishes} error={error} />
    </div>
  );
}

/** What came of a change, read out. An error stands at its field, and is read out from here. */
export function Said({ at, wishes: { said }, error }: { at: string; wishes: Wishes; error?: string | undefined }) {
  return (
    <>
      <Live>
        {said?.at === at && (
          <Notice kind={said.kind}>
            <p>{said.text}</p>
          </Notice>
        )}
      </Live>
      {error && (
        <p class="visually-hidden" role="alert">
          {error}
        </p>
      )}
    </>
  );
}
