import type { Label } from "../../i18n";
import type { IconName } from "../../ui/Icon";

type Below = {
  path: string;
  icon: IconName;
  label: Label;
  hint?: Label;
  /** Only for who takes part herself. */
  own?: true;
};

/** The pages under More, in order. A feature that belongs here adds itself. */
export const pages: readonly Below[] = [
  { path: "/consent", icon: "document", label: "more.consent", hint: "more.consent.hint", own: true },
  { path: "/more/reading", icon: "text", label: "more.reading", hint: "more.reading.hint" },
  { path: "/more/time-zone", icon: "globe", label: "more.zone" },
  { path: "/more/calendar", icon: "calendar", label: "more.calendar", hint: "more.calendar.hint" },
  { path: "/more/devices", icon: "device", label: "more.devices", hint: "more.devices.hint" },
  { path: "/more/about", icon: "info", label: "more.about" },
];
