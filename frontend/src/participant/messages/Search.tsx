import { useState } from "preact/hooks";

import { api, read } from "../../api";
import type { FoundMessage } from "../../api";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { Live } from "../../ui/Live";
import { Icon } from "../../ui/Icon";
import rows from "../../ui/Rows.module.css";
import { words } from "../app/failure";
import { createResource } from "../data/resource";
import styles from "./Messages.module.css";
import { threadPage } from "./path";
import { shortWhen } from "./words";

export type Hits = { text: string; rows: FoundMessage[] };

/** What she looked for last: it is still there when she comes back from what she found. */
export const found = createResource<Hits | null>(null, () => Promise.resolve(null));

const LONGEST = 200;

/** Looks through her old messages. The words are sent, not put into the address. */
export function Finding() {
  const hits = found.shown.value.data ?? null;
  const [text, setText] = useState(hits?.text ?? "");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);

  async function search(event: Event) {
    event.preventDefault();
    if (busy) return;
    if (!text.trim()) {
      setProblem(t("msg.search.empty"));
      document.getElementById("search")?.focus();
      return;
    }
    setBusy(true);
    setProblem("");
    try {
      const answer = await read(api.POST("/api/me/messages/search", { body: { text: text.trim() } }));
      found.set({ text: text.trim(), rows: answer.rows });
    } catch (failure) {
      setProblem(words(failure, { field: "text", offline: "offline.act" }));
    }
    setBusy(false);
  }

  return (
    <form class={styles.section} role="search" onSubmit={(event) => void search(event)}>
      <div class={styles.search}>
        <TextField
          id="search"
          type="search"
          label={t("msg.search")}
          error={problem}
          maxLength={LONGEST}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" kind="quiet" busy={busy}>
          {t("msg.search.do")}
        </Button>
      </div>
      <Live>{hits && <p>{inWords(hits)}</p>}</Live>
    </form>
  );
}

function inWords({ text, rows: all }: Hits): string {
  return all.length ? t("msg.search.found", { n: all.length }) : t("msg.search.none", { text });
}

/** What was found, each leading to its place in the conversation. */
export function FoundRows({ hits }: { hits: Hits }) {
  return (
    <section class={styles.section}>
      <ul class={rows.list}>
        {hits.rows.map((hit) => (
          <li key={hit.message_id}>
            <a class={rows.row} href={`${threadPage(hit.thread_id)}?at=${hit.message_id}`}>
              <Icon name="search" />
              <span class={rows.words}>
                <span>{hit.topic_label}</span>
                <span class={styles.typed}>{hit.excerpt || t("msg.files")}</span>
                <span class={styles.soft}>
                  {hit.author} · {shortWhen(hit.at)}
                </span>
              </span>
              <Icon name="chevron" />
            </a>
          </li>
        ))}
      </ul>
      <Button kind="quiet" wide onClick={() => found.set(null)}>
        {t("msg.search.clear")}
      </Button>
    </section>
  );
}
