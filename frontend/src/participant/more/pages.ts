import type { ComponentType } from "preact";

import type { Label } from "../../i18n";
import type { IconName } from "../../ui/Icon";
import { RemindersHint } from "../reminders/Hint";

type Below = {
  path: string;
  icon: IconName;
  label: Label;
  hint?: Label;
  /** In place of the hint, where it is not always the same. */
  Hint?: ComponentType;
  /** Only for who takes part herself. */
  own?: true;
  /** Only for who helps somebody. */
  helps?: true;
};

/** The pages under More, in order. A feature that belongs here adds itself. */
export const pages: readonly Below[] = [
  { path: "/consent", icon: "document", label: "more.consent", hint: "more.consent.hint", own: true },
  { path: "/more/reminders", icon: "bell", label: "more.reminders", Hint: RemindersHint },
  { path: "/more/reading", icon: "text", label: "more.reading", hint: "more.reading.hint" },
  { path: "/more/time-zone", icon: "globe", label: "more.zone" },
  { path: "/more/calendar", icon: "calendar", label: "more.calendar", hint: "more.calendar.hint" },
  { path: "/more/devices", icon: "device", label: "more.devices", hint: "more.devices.hint" },
  { path: "/more/openings", icon: "lock", label: "more.openings", hint: "more.openings.hint", own: true },
  { path: "/more/helpers", icon: "person", label: "more.helpers", hint: "more.helpers.hint", own: true },
  { path: "/more/helping", icon: "person", label: "more.helping", hint: "more.helping.hint", helps: true },
  { path: "/more/about", icon: "info", label: "more.about" },
];
