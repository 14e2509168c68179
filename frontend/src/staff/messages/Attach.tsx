import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { ACCEPT } from "../consent/paper";
import { t } from "../i18n";
import { attach, type Attached, detach } from "./drafts";
import styles from "./Reply.module.css";

/** The most files of one message (api: messages/writing.py). */
const MOST = 10;

type Props = {
  id: string;
  /** The key of the draft that they belong to. */
  draft: string;
  participant: string;
  files: readonly Attached[];
  error: string | undefined;
};

/** Pictures and PDFs to go with a message; each is handed in as soon as it is chosen. */
export function Attach({ id, draft, participant, files, error }: Props) {
  const full = files.length >= MOST;
  const choose = (input: HTMLInputElement) => {
    for (const file of [...(input.files ?? [])].slice(0, MOST - files.length)) void attach(draft, participant, file);
    input.value = "";
  };
  return (
    <>
      {files.length > 0 && (
        <ul class={styles.attached} aria-label={t("reply.attached")}>
          {files.map((one) => (
            <li key={one.id}>
              <Icon name="document" size={18} />
              <span>{one.name}</span>
              <Coming one={one} />
              <Button
                kind="plain"
                icon="trash"
                aria-label={t("reply.attached.remove", one)}
                onClick={() => detach(draft, one.id)}
              />
            </li>
          ))}
        </ul>
      )}
      {error && (
        <p class={styles.wrong} id={`${id}-error`}>
          <Icon name="alert" size={18} />
          {error}
        </p>
      )}
      {full ? (
        <p class={styles.soft}>{t("reply.attach.enough", { n: MOST })}</p>
      ) : (
        <label class={styles.add}>
          <Icon name="plus" size={18} />
          {t("reply.attach")}
          <input
            id={id}
            class="visually-hidden"
            type="file"
            accept={ACCEPT}
            multiple
            aria-describedby={error ? `${id}-error` : undefined}
            onChange={(event) => choose(event.currentTarget)}
          />
        </label>
      )}
    </>
  );
}

/** How much of it is on its way, or why it did not arrive. */
function Coming({ one }: { one: Attached }) {
  if (one.problem) {
    return (
      <span class={styles.wrong} role="alert">
        <Icon name="alert" size={18} />
        {one.problem}
      </span>
    );
  }
  if (one.file) return one.file.pages > 1 ? <span class={styles.soft}>{t("thread.file.pages", { n: one.file.pages })}</span> : null;
  const percent = Math.round(one.part * 100);
  return (
    <span class={styles.soft} role="status">
      {percent < 100 ? t("reply.attached.percent", { percent }) : t("reply.attached.checking")}
    </span>
  );
}
