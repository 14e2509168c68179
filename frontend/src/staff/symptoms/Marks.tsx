import type { ComponentProps } from "preact";

import { t, type TextKey } from "../i18n";
import { Mark } from "../parts/Mark";
import { momentWords } from "../words/dates";
import type { Alert, Urgency } from "./data";

type Look = Omit<ComponentProps<typeof Mark>, "children"> & { text: TextKey };

const urgencies: Record<Urgency, Look> = {
  call_now: { icon: "phone", tone: "red", text: "urgency.call_now" },
  urgent: { icon: "alert", tone: "amber", text: "urgency.urgent" },
  routine: { icon: "info", tone: "ink", text: "urgency.routine" },
};

export function UrgencyMark({ urgency }: { urgency: Urgency }) {
  const { text, ...look } = urgencies[urgency];
  return <Mark {...look}>{t(text)}</Mark>;
}

/** By when somebody takes it, as long as nobody has; past that, in red and with the word. */
export function TakeBy({ alert }: { alert: Alert }) {
  if (alert.status !== "open") return null;
  const time = momentWords(alert.take_by, alert.who.site.time_zone);
  if (!alert.overdue) return <>{time}</>;
  return (
    <Mark icon="clock" tone="red">
      {t("alert.overdue_since", { time })}
    </Mark>
  );
}

/** Stands only where somebody said so. */
export function CannotWait({ said }: { said: boolean | null }) {
  if (said !== false) return null;
  return (
    <Mark icon="clock" tone="red">
      {t("alert.cannot_wait")}
    </Mark>
  );
}
