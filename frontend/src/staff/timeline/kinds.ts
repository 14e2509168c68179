import type { IconName } from "../../ui/Icon";
import type { TextKey } from "../i18n";
import type { Happening, Kind } from "./data";

/** How each kind is called and marked. A kind that the server adds asks for its line here. */
export const looks: Record<Kind, { text: TextKey; icon: IconName }> = {
  visits: { text: "timeline.kind.visits", icon: "calendar" },
  check_ins: { text: "timeline.kind.check_ins", icon: "checkin" },
  alerts: { text: "timeline.kind.alerts", icon: "alert" },
  consent: { text: "timeline.kind.consent", icon: "edit" },
  claims: { text: "timeline.kind.claims", icon: "money" },
  messages: { text: "timeline.kind.messages", icon: "messages" },
  notices: { text: "timeline.kind.notices", icon: "bell" },
  status: { text: "timeline.kind.status", icon: "person" },
  facts: { text: "timeline.kind.facts", icon: "text" },
  joining: { text: "timeline.kind.joining", icon: "mail" },
};

const isKind = (key: string): key is Kind => key in looks;

/** The kinds that an address names: "alerts,claims". */
export const kindsOf = (text: string): Kind[] => text.split(",").filter(isKind);

/** The address after one kind was switched on or off: always in the same order. */
export function toggled(chosen: readonly Kind[], kind: Kind): string {
  const next = chosen.includes(kind) ? chosen.filter((one) => one !== kind) : [...chosen, kind];
  return (Object.keys(looks) as Kind[]).filter((one) => next.includes(one)).join();
}

/** Whether an entry asks to be seen: an alert that was raised, or told on because nobody took it. */
export const stands = ({ what }: Happening) => what === "alert.raised" || what === "alert.escalated";
