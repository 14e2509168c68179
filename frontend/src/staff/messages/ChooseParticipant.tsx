import { useEffect, useState } from "preact/hooks";

import { TextField } from "../../ui/Field";
import { staff } from "../data/api";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { ParticipantMark } from "../parts/Mark";
import { Shown } from "../parts/Shown";
import { writePath } from "./data";
import styles from "./Messages.module.css";

const PAUSE_MS = 250;
const everybody = { site: "", status: "", late: "", not_joined: "", sort: "code", page: "1" };

/** Finds a participant by name or code; a name goes in no address. */
export function ChooseParticipant() {
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <>
      <TextField
        type="search"
        label={t("new.find")}
        hint={t("new.find.hint")}
        autoComplete="off"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <Found text={asked} />
    </>
  );
}

function Found({ text }: { text: string }) {
  const found = useLoad(`write to ${text}`, () => staff.participants({ ...everybody, q: text }), { keep: true });
  return (
    <Shown of={found}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p role="status">{t("new.found.none")}</p>
        ) : (
          <ul class={`${styles.threads} ${styles.people}`} aria-label={t("new.found")}>
            {rows.map(({ id, code, name, status, site }) => (
              <li key={id}>
                <p class={styles.inline}>
                  <a href={writePath(id)}>{t("thread.title", { code, name })}</a>
                  <ParticipantMark status={status} />
                  <span class={styles.soft}>{site.name}</span>
                </p>
              </li>
            ))}
          </ul>
        )
      }
    </Shown>
  );
}
