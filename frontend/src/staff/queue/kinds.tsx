/** What the desk says of each kind of work, and where it is done. A new kind has its entry here. */
import type { ComponentChildren } from "preact";

import type { IconName } from "../../ui/Icon";
import { t, type TextKey } from "../i18n";
import { threadPath } from "../messages/data";
import { partPath } from "../participants/paths";
import { Mark } from "../parts/Mark";
import { noticesPath } from "../reminders/data";
import { UrgencyMark } from "../symptoms/Marks";
import type { Urgency } from "../symptoms/data";
import { momentWords, shortDay } from "../words/dates";
import type { Kind, Row } from "./data";

type About = {
  name: TextKey;
  icon: IconName;
  /** The page on which it is done. */
  href: (row: Row) => string;
  /** One line on what it is about. */
  line: (row: Row) => ComponentChildren;
};

const label = ({ visit }: Row) => visit?.label ?? "";
const joined = (...parts: string[]) => parts.filter(Boolean).join(", ");
const reference = ({ object_id }: Row) => `${object_id.slice(0, 4)}-${object_id.slice(4, 8)}`.toUpperCase();
const person = ({ who }: Row) => who.participant_id;

export const kinds: Record<Kind, About> = {
  alert: {
    name: "queue.is.alert",
    icon: "alert",
    href: ({ object_id }) => `/staff/alerts/${object_id}`,
    line: ({ state }) => <UrgencyMark urgency={state as Urgency} />,
  },
  check_in: {
    name: "queue.is.check_in",
    icon: "phone",
    href: (row) => `/staff/alerts/missed/${person(row)}`,
    line: ({ since_on }) => since_on && t("queue.check_in.due", { day: shortDay(since_on) }),
  },
  message: {
    name: "queue.is.message",
    icon: "messages",
    href: ({ object_id }) => threadPath(object_id),
    line: ({ words }) => words,
  },
  time_request: {
    name: "queue.is.time_request",
    icon: "clock",
    href: ({ object_id }) => `/staff/requests/${object_id}`,
    line: (row) => joined(label(row), row.words),
  },
  visit_window: {
    name: "queue.is.visit_window",
    icon: "calendar",
    href: ({ object_id }) => `/staff/visits/${object_id}`,
    line: (row) => joined(label(row), t(row.late ? "queue.window.over" : "queue.window.ends")),
  },
  visit_outcome: {
    name: "queue.is.visit_outcome",
    icon: "edit",
    href: ({ object_id }) => `/staff/visits/${object_id}`,
    line: (row) =>
      joined(
        label(row),
        row.since ? t("queue.outcome.was", { when: momentWords(row.since, row.who.site.time_zone) }) : "",
      ),
  },
  countersign: {
    name: "queue.is.countersign",
    icon: "document",
    href: (row) => `/staff/consent/${person(row)}`,
    line: () => t("queue.countersign.signed"),
  },
  question: {
    name: "queue.is.question",
    icon: "help",
    href: (row) => `/staff/consent/${person(row)}`,
    line: ({ state, words }) => (
      <>
        {state === "holds" && (
          <Mark icon="lock" tone="amber">
            {t("queue.question.holds")}
          </Mark>
        )}{" "}
        {words}
      </>
    ),
  },
  sign_again: {
    name: "queue.is.sign_again",
    icon: "document",
    href: (row) => `/staff/consent/${person(row)}`,
    line: ({ due_on }) => due_on && t("queue.again.by", { day: shortDay(due_on) }),
  },
  claim: {
    name: "queue.is.claim",
    icon: "money",
    href: ({ object_id }) => `/staff/claims/${object_id}`,
    line: (row) => joined(label(row), reference(row), row.state === "checking" ? t("queue.claim.checking") : ""),
  },
  claim_second: {
    name: "queue.is.claim_second",
    icon: "money",
    href: ({ object_id }) => `/staff/claims/${object_id}`,
    line: (row) =>
      joined(
        label(row),
        reference(row),
        t(row.state === "disputed" ? "queue.claim.disputed" : "queue.claim.second_look"),
      ),
  },
  unreached: {
    name: "queue.is.unreached",
    icon: "bell",
    href: (row) => noticesPath(person(row)),
    line: ({ words }) => t("queue.unreached.call", { name: words }),
  },
  invitation: {
    name: "queue.is.invitation",
    icon: "mail",
    href: (row) => partPath(person(row), "facts"),
    line: ({ state }) => t(`queue.invitation.${state as "not_invited" | "not_taken_up" | "expired"}`),
  },
};

/** "Travel claim to check, FH-006": to say which, where the row is not in sight. */
export const whatOf = (row: Row) => `${t(kinds[row.kind].name)}, ${row.who.code}`;
