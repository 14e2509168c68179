import { t } from "../i18n";
import { Phone } from "../parts/Under";
import { When } from "../parts/When";
import { type NoticeRow, noticesPath } from "./data";
import { Handled } from "./HandledForm";
import styles from "./Reminders.module.css";

type Props = { kind: "unreached" | "failed"; rows: readonly NoticeRow[] };

/** What did not arrive, with the number to call; nothing where all did. */
export function Lost({ kind, rows }: Props) {
  if (!rows.length) return null;
  return (
    <section id={kind} tabIndex={-1} class={kind === "unreached" ? styles.call : undefined}>
      <h2 class={styles.heading}>{t(`reminders.${kind}`)}</h2>
      <p class={styles.soft}>{t(`reminders.${kind}.lead`)}</p>
      <ul class={styles.lost}>
        {rows.map((row) => (
          <One key={row.id} row={row} />
        ))}
      </ul>
    </section>
  );
}

function One({ row }: { row: NoticeRow }) {
  const { who, to, about } = row;
  return (
    <li>
      <div class={styles.inline}>
        <a class={styles.code} href={noticesPath(who.participant_id)}>
          {who.code}
        </a>
        <span>{who.name}</span>
        {to !== who.name && <span>{t("reminders.to", { name: to })}</span>}
        <Phone who={who} />
        <span class={styles.soft}>
          {t(`reminders.about.${about}`)}, <When at={row.due_at} timeZone={who.site.time_zone} />
        </span>
      </div>
      <Handled notice={row} />
    </li>
  );
}
