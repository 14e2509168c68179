import type { ComponentProps } from "preact";

import { t, type TextKey } from "../i18n";
import { Mark } from "../parts/Mark";
import { momentWords } from "../words/dates";
import type { ClaimRow, ClaimStatus } from "./data";
import { teamActs } from "./words";

type Look = Omit<ComponentProps<typeof Mark>, "children"> & { text: TextKey };

const looks: Record<ClaimStatus, Look> = {
  sent: { icon: "clock", tone: "amber", text: "claim.status.sent" },
  checking: { icon: "search", tone: "teal", text: "claim.status.checking" },
  returned: { icon: "help", tone: "ink", text: "claim.status.returned" },
  second_look: { icon: "person", tone: "amber", text: "claim.status.second_look" },
  approved: { icon: "check", tone: "teal", text: "claim.status.approved" },
  declined: { icon: "close", tone: "soft", text: "claim.status.declined" },
  on_its_way: { icon: "clock", tone: "teal", text: "claim.status.on_its_way" },
  paid: { icon: "check", tone: "green", text: "claim.status.paid" },
  disputed: { icon: "alert", tone: "amber", text: "claim.status.disputed" },
  withdrawn: { icon: "undo", tone: "soft", text: "claim.status.withdrawn" },
};

export function StatusMark({ status }: { status: ClaimStatus }) {
  const { text, ...look } = looks[status];
  return <Mark {...look}>{t(text)}</Mark>;
}

/** By when the team looks at it, as long as it has to; past that, in red and with the word. */
export function CheckBy({ claim }: { claim: ClaimRow }) {
  if (!teamActs(claim)) return null;
  const time = momentWords(claim.check_by, claim.who.site.time_zone);
  if (!claim.overdue) return <>{time}</>;
  return (
    <Mark icon="clock" tone="red">
      {t("claims.overdue_since", { time })}
    </Mark>
  );
}
