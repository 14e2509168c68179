import type { ComponentProps } from "preact";

import { t, type TextKey } from "../../i18n";
import { Mark } from "../../parts/Mark";
import type { VersionRow, VersionState } from "../data";

type Look = Omit<ComponentProps<typeof Mark>, "children"> & { text: TextKey };

const states: Record<VersionState, Look> = {
  draft: { icon: "edit", tone: "soft", text: "texts.state.draft" },
  approved: { icon: "document", tone: "ink", text: "texts.state.approved" },
  in_force: { icon: "check", tone: "green", text: "texts.state.in_force" },
  superseded: { icon: "undo", tone: "soft", text: "texts.state.superseded" },
};

/** The state of a version; one in force past its last day says so in red. */
export function VersionMark({ row }: { row: Pick<VersionRow, "state" | "expired"> }) {
  const { text, ...look } = states[row.state];
  if (row.expired) {
    return (
      <Mark icon="alert" tone="red">
        {t("texts.expired")}
      </Mark>
    );
  }
  return <Mark {...look}>{t(text)}</Mark>;
}
