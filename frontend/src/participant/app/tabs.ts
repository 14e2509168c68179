import type { Label } from "../../i18n";
import type { IconName } from "../../ui/Icon";

export type Tab = {
  path: string;
  icon: IconName;
  label: Label;
  /** Only for who may read check-ins: the participant herself, or by her leave a care partner. */
  reads?: true;
};

/** The bottom bar, in order. A feature with a page of its own adds itself here. */
export const tabs: readonly Tab[] = [
  { path: "/", icon: "today", label: "tab.today" },
  { path: "/schedule", icon: "schedule", label: "tab.schedule" },
  { path: "/check-in", icon: "checkin", label: "tab.checkin", reads: true },
  { path: "/travel", icon: "money", label: "tab.travel" },
  { path: "/messages", icon: "messages", label: "tab.messages" },
];
