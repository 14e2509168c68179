import { t } from "../i18n";
import { useRows } from "../parts/rows";
import { Sortable } from "../parts/Sortable";
import table from "../parts/Table.module.css";
import { When } from "../parts/When";
import type { Place } from "./data";
import { StateMark, Ways } from "./Marks";
import { type Member, seatsOf } from "./members";
import styles from "./Team.module.css";
import { placeWords } from "./words";

type Props = {
  rows: readonly Member[];
  places: readonly Place[];
  openId: string | undefined;
  sort: string;
  rowLink: (id: string) => string;
  sortLink: (by: string) => string;
  busy: boolean;
};

/** Who is on the team: in which roles, by which ways she signs in, when last, and where she stands. */
export function TeamTable({ rows, places, openId, sort, rowLink, sortLink, busy }: Props) {
  const walk = useRows();
  const head = (by: string, text: string, name?: string) => (
    <Sortable by={by} sort={sort} href={sortLink(by)} class={name}>
      {text}
    </Sortable>
  );
  return (
    <div class={`${table.list} ${busy ? table.busy : ""}`} {...walk} aria-busy={busy}>
      <table class={`${table.table} ${table.fixed}`}>
        <caption class="visually-hidden">{t("team.title")}</caption>
        <thead>
          <tr>
            {head("name", t("column.name"), styles.nameColumn)}
            <th scope="col">{t("team.roles")}</th>
            <th scope="col" class={table.wide}>
              {t("team.ways")}
            </th>
            {head("seen", t("team.seen"), styles.seenColumn)}
            {head("state", t("team.state"), styles.stateColumn)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.email} row={row} places={places} open={row.id === openId} href={rowLink(row.id)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = { row: Member; places: readonly Place[]; open: boolean; href: string };

function Row({ row, places, open, href }: RowProps) {
  const { person } = row;
  return (
    <tr data-open={open}>
      <th scope="row">
        <a
          class={`${table.open} ${styles.name}`}
          data-row={row.id}
          href={href}
          aria-current={open ? "true" : undefined}
        >
          {row.name}
        </a>
        {person?.herself && <span class={table.second}> {t("team.you")}</span>}
        <span class={`${table.second} ${styles.email}`}>{row.email}</span>
      </th>
      <td>
        <ul class={styles.seats}>
          {seatsOf(row).map((seat) => (
            <li key={seat.id}>
              {t(`role.${seat.role}`)} <span class={table.second}>{placeWords(seat, places)}</span>
            </li>
          ))}
        </ul>
      </td>
      <td class={table.wide}>
        <Ways person={person} />
      </td>
      <td>
        {person?.signed_in_at ? (
          <When at={person.signed_in_at} />
        ) : (
          person && <span class={table.second}>{t("team.never")}</span>
        )}
        {person && (
          <span class={`${table.narrow} ${table.second}`}>
            <Ways person={person} />
          </span>
        )}
      </td>
      <td>
        <StateMark state={row.state} />
      </td>
    </tr>
  );
}
