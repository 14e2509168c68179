import type { ComponentChildren } from "preact";

import type { IconName } from "../../ui/Icon";
import { t, type TextKey } from "../i18n";
import { Mark } from "../parts/Mark";
import type { NoticeRow, NoticeStatus } from "./data";

type Look = { icon: IconName; tone: "teal" | "amber" | "red" | "green" | "soft" | "ink"; text: TextKey };

const looks: Record<NoticeStatus, Look> = {
  planned: { icon: "clock", tone: "ink", text: "reminders.is.planned" },
  sent: { icon: "send", tone: "teal", text: "reminders.is.sent" },
  received: { icon: "device", tone: "teal", text: "reminders.is.received" },
  opened: { icon: "check", tone: "green", text: "reminders.is.opened" },
  cancelled: { icon: "undo", tone: "soft", text: "reminders.is.cancelled" },
  expired: { icon: "close", tone: "soft", text: "reminders.is.expired" },
  failed: { icon: "alert", tone: "red", text: "reminders.is.failed" },
};

/** Where a notice stands; one that failed is done with when somebody took care of it. */
export function NoticeMark({ notice }: { notice: Pick<NoticeRow, "status" | "handled_by"> }): ComponentChildren {
  const { status, handled_by: handler } = notice;
  if (status === "failed" && handler !== null) {
    return (
      <Mark icon="check" tone="soft">
        {t("reminders.is.handled", { name: handler })}
      </Mark>
    );
  }
  const { icon, tone, text } = looks[status];
  return (
    <Mark icon={icon} tone={tone}>
      {t(text)}
    </Mark>
  );
}
