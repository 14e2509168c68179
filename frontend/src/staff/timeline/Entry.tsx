import { clockIn } from "../../i18n/dates";
import { Icon } from "../../ui/Icon";
import { language, t } from "../i18n";
import type { Change } from "../history/words";
import { exactly } from "../words/dates";
import type { Happening } from "./data";
import { looks, stands } from "./kinds";
import { linkOf } from "./links";
import { changesIn, noteOf, type Reader, sentenceOf } from "./sentences";
import styles from "./Timeline.module.css";

/** One thing that happened: when, what and by whom; it leads to where it can be read in full. */
export function Entry({ row, reader }: { row: Happening; reader: Reader }) {
  const { timeZone } = reader.speaking;
  const changes = changesIn(row, reader);
  const note = noteOf(row);
  return (
    <li class={`${styles.entry} ${stands(row) ? styles.stands : ""}`}>
      <time dateTime={row.at} title={exactly(row.at, timeZone)}>
        {clockIn(language.value, row.at, timeZone)}
      </time>
      <span class={styles.icon}>
        <Icon name={looks[row.kind].icon} size={16} />
      </span>
      <div class={styles.words}>
        <a href={linkOf(row, reader.participant.id)}>{sentenceOf(row, reader)}</a>
        {changes.length > 1 && <Changes changes={changes} />}
        {note && <p class={styles.note}>{note}</p>}
      </div>
    </li>
  );
}

function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <ul class={styles.changes}>
      {changes.map(({ name, before, after }) => (
        <li key={name}>
          {name}: {before && <del>{before}</del>}
          {before && <span aria-hidden="true"> → </span>}
          <ins>{after || t("none")}</ins>
        </li>
      ))}
    </ul>
  );
}
