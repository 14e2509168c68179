import type { VNode } from "preact";

import type { CheckIn, ConsentToDo, Due, ToDo, Visit } from "../../api";
import { language, t } from "../../i18n";
import { dayInWords, daysBetween } from "../../i18n/dates";
import { Icon } from "../../ui/Icon";
import { length, when } from "../visit/words";
import rows from "../../ui/Rows.module.css";
import styles from "./Today.module.css";

type DueCheckIn = { checkIn: CheckIn; due: Due };
type Props = {
  items: readonly ToDo[];
  consent: ConsentToDo | null;
  checkIns: readonly DueCheckIn[];
  next: Visit | null;
  today: string;
  /** Lines of other features. */
  children?: VNode[];
};

/** Each line says what and how long it takes; when there is none, what comes next. */
export function ToDoList({ items, consent, checkIns, next, today, children = [] }: Props) {
  return (
    <section class={styles.section} aria-labelledby="to-do">
      <h2 id="to-do">{t("today.todo")}</h2>
      {items.length || consent || checkIns.length || children.length ? (
        <ul class={rows.list}>
          {consent && (
            <li>
              <ConsentItem consent={consent} />
            </li>
          )}
          {checkIns.map((one) => (
            <li key={one.checkIn.key}>
              <CheckInItem {...one} today={today} />
            </li>
          ))}
          {items.map((item) => (
            <li key={item.kind + item.visit_id}>
              <Item item={item} today={today} />
            </li>
          ))}
          {children.map((child, at) => (
            <li key={at}>{child}</li>
          ))}
        </ul>
      ) : (
        next && <p>{t("today.todo.noneNext", { when: when(next, today) })}</p>
      )}
    </section>
  );
}

/** A consent that waits for her comes first. */
function ConsentItem({ consent }: { consent: ConsentToDo }) {
  return (
    <a class={[rows.row, styles.amber].join(" ")} href="/consent">
      <Icon name="document" />
      <span class={rows.words}>
        <span class={styles.mark}>{consentWords(consent)}</span>
        <span class={styles.soft}>{length(consent.minutes)}</span>
      </span>
      <Icon name="chevron" />
    </a>
  );
}

function consentWords(consent: ConsentToDo): string {
  if (consent.answered) return t("today.consent.answered");
  if (consent.kind === "sign_again" && consent.sign_by) {
    return t("today.consent.sign_again", { day: dayInWords(language.value, consent.sign_by) });
  }
  return consent.begun ? t("today.consent.goOn") : t("today.consent.sign");
}

function CheckInItem({ checkIn, due, today }: DueCheckIn & { today: string }) {
  const last = daysBetween(today, due.closes) <= 1;
  const day = dayInWords(language.value, due.closes, today);
  return (
    <a class={[rows.row, last && styles.amber].filter(Boolean).join(" ")} href="/check-in">
      <Icon name="checkin" />
      <span class={rows.words}>
        <span class={last ? styles.mark : undefined}>{checkIn.name}</span>
        <span class={styles.soft}>{t("today.checkin", { time: length(checkIn.minutes), day })}</span>
      </span>
      <Icon name="chevron" />
    </a>
  );
}

/** From so many days before the visit on, the answer is urgent. */
const SOON = 3;

function Item({ item, today }: { item: ToDo; today: string }) {
  const soon = daysBetween(today, item.due_on) <= SOON;
  return (
    <a class={[rows.row, soon && styles.amber].filter(Boolean).join(" ")} href={`/visits/${item.visit_id}`}>
      <Icon name={soon ? "clock" : "check"} />
      <span class={rows.words}>
        <span class={soon ? styles.mark : undefined}>
          {words(item, soon)}
        </span>
        {item.minutes > 0 && <span class={styles.soft}>{length(item.minutes)}</span>}
      </span>
      <Icon name="chevron" />
    </a>
  );
}

function words(item: ToDo, soon: boolean): string {
  const visit = item.visit_name;
  if (item.kind === "visit_overdue") return t("today.todo.overdue", { visit });
  return soon ? t("today.todo.soon", { visit }) : t("today.todo.confirm", { visit });
}
