import type { ComponentChildren } from "preact";

import { Icon, type IconName } from "../../ui/Icon";
import type { ParticipantStatus, RequestStatus, VisitStatus } from "../data/types";
import { t, type TextKey } from "../i18n";
import styles from "./Mark.module.css";

type Tone = "teal" | "amber" | "red" | "green" | "soft" | "ink";
type Look = { icon: IconName; tone: Tone; text: TextKey };

const participants: Record<ParticipantStatus, Look> = {
  invited: { icon: "mail", tone: "soft", text: "status.invited" },
  screening: { icon: "search", tone: "ink", text: "status.screening" },
  enrolled: { icon: "person", tone: "teal", text: "status.enrolled" },
  completed: { icon: "check", tone: "green", text: "status.completed" },
  withdrawn: { icon: "signout", tone: "soft", text: "status.withdrawn" },
  ineligible: { icon: "close", tone: "soft", text: "status.ineligible" },
};

const visits: Record<VisitStatus, Look> = {
  planned: { icon: "calendar", tone: "ink", text: "visit.planned" },
  booked: { icon: "clock", tone: "teal", text: "visit.booked" },
  done: { icon: "check", tone: "green", text: "visit.done" },
  partly_done: { icon: "check", tone: "amber", text: "visit.partly_done" },
  missed: { icon: "alert", tone: "red", text: "visit.missed" },
  cancelled: { icon: "close", tone: "soft", text: "visit.cancelled" },
  removed: { icon: "trash", tone: "soft", text: "visit.removed" },
};

const requests: Record<RequestStatus, Look> = {
  open: { icon: "clock", tone: "amber", text: "request.open" },
  answered: { icon: "check", tone: "green", text: "request.answered" },
  declined: { icon: "close", tone: "soft", text: "request.declined" },
  withdrawn: { icon: "undo", tone: "soft", text: "request.withdrawn" },
};

/** A word with its icon; the colour only repeats what both say. */
export function Mark({ icon, tone = "ink", children }: { icon: IconName; tone?: Tone; children: ComponentChildren }) {
  return (
    <span class={[styles.mark, tone !== "ink" && styles[tone]].filter(Boolean).join(" ")}>
      <Icon name={icon} size={16} />
      <span>{children}</span>
    </span>
  );
}

const marked = ({ icon, tone, text }: Look) => (
  <Mark icon={icon} tone={tone}>
    {t(text)}
  </Mark>
);

export const participantLook = (status: ParticipantStatus) => participants[status];
export const ParticipantMark = ({ status }: { status: ParticipantStatus }) => marked(participants[status]);
export const VisitMark = ({ status }: { status: VisitStatus }) => marked(visits[status]);
export const RequestMark = ({ status }: { status: RequestStatus }) => marked(requests[status]);
