import { useState } from "preact/hooks";

import type { ConsentCopy } from "../../api";
import { language, t } from "../../i18n";
import { dayIn, dayInWords, deviceZone } from "../../i18n/dates";
import { Icon } from "../../ui/Icon";
import { Live } from "../../ui/Live";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import rows from "../../ui/Rows.module.css";
import styles from "./Consent.module.css";
import { copyOf, hand } from "./copies";

/** Her documents: a tap opens or saves one. */
export function Copies({ copies }: { copies: readonly ConsentCopy[] }) {
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState("");

  async function open(copy: ConsentCopy) {
    if (busy) return;
    setBusy(copy.id);
    setProblem("");
    try {
      await hand(await copyOf(copy.id), copy.name || `${t(`consent.copy.${copy.kind}`)}.pdf`);
    } catch (failure) {
      setProblem(words(failure));
    } finally {
      setBusy(null);
    }
  }

  return (
    <>
      <ul class={rows.list}>
        {copies.map((copy) => (
          <li key={copy.id}>
            <button type="button" class={rows.row} aria-disabled={busy === copy.id} onClick={() => void open(copy)}>
              <Icon name="save" />
              <span class={rows.words}>
                <span>{t(`consent.copy.${copy.kind}`)}</span>
                <span class={styles.soft}>
                  {t("consent.copy.line", {
                    day: dayInWords(language.value, dayIn(copy.at, deviceZone())),
                    version: copy.version,
                  })}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Live>
        {problem && (
          <Notice kind="amber">
            <p>{problem}</p>
          </Notice>
        )}
      </Live>
    </>
  );
}
