import type { ToDo, Visit } from "../../api";
import { language, t } from "../../i18n";
import { dayInWords } from "../../i18n/dates";
import { Icon, type IconName } from "../../ui/Icon";
import { length, when } from "../visit/words";
import styles from "./Today.module.css";

/** Each line says what and how long it takes; when there is none, what comes next. */
export function ToDoList({ items, next, today }: { items: readonly ToDo[]; next: Visit; today: string }) {
  return (
    <section class={styles.section} aria-labelledby="to-do">
      <h2 id="to-do">{t("today.todo")}</h2>
      {items.length ? (
        <ul class={styles.rows}>
          {items.map((item) => (
            <li key={item.kind + item.visit_id}>
              <Item item={item} today={today} />
            </li>
          ))}
        </ul>
      ) : (
        <p>{t("today.todo.noneNext", { when: when(next, today) })}</p>
      )}
    </section>
  );
}

const icons: Record<ToDo["kind"], IconName> = {
  confirm_visit: "check",
  visit_unconfirmed_soon: "clock",
  time_request_open: "calendar",
  booking_coming: "calendar",
};

function Item({ item, today }: { item: ToDo; today: string }) {
  const amber = item.kind === "visit_unconfirmed_soon";
  return (
    <a class={[styles.row, amber && styles.amber].filter(Boolean).join(" ")} href={`/visits/${item.visit_id}`}>
      <Icon name={icons[item.kind]} />
      <span class={styles.rowWords}>
        <span class={amber ? styles.mark : undefined}>{sentence(item, today)}</span>
        {item.minutes !== null && <span class={styles.soft}>{length(item.minutes)}</span>}
      </span>
      <Icon name="chevron" />
    </a>
  );
}

function sentence(item: ToDo, today: string): string {
  const visit = item.visit_name;
  if (item.kind === "confirm_visit") return t("today.todo.confirm", { visit });
  if (item.kind === "visit_unconfirmed_soon") return t("today.todo.soon", { visit });
  if (item.kind === "time_request_open") return t("today.todo.request", { visit });
  if (!item.due_on) return t("today.todo.booking", { visit });
  return t("today.todo.bookingBy", { visit, day: dayInWords(language.value, item.due_on, today) });
}
