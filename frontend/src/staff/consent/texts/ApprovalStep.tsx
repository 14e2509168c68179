import { useState } from "preact/hooks";

import { Button } from "../../../ui/Button";
import { t } from "../../i18n";
import { Actions } from "../../parts/Facts";
import { can } from "../../session/session";
import { shortDay, today } from "../../words/dates";
import type { VersionDetail } from "../data";
import { ApproveForm } from "./ApproveForm";
import { PutInForceForm } from "./PutInForceForm";

/** The next step of a version, for whom may take it: its approval, then putting it in force. */
export function ApprovalStep({ detail: { row } }: { detail: VersionDetail }) {
  const [open, setOpen] = useState<"approve" | "force" | null>(null);
  const close = () => setOpen(null);
  if (open === "approve") return <ApproveForm row={row} onClose={close} />;
  if (open === "force") return <PutInForceForm row={row} onClose={close} />;
  if (!can("consent.versions")) return null;
  if (row.state === "draft") {
    return (
      <Actions>
        <Button onClick={() => setOpen("approve")}>{t("approve.record")}</Button>
      </Actions>
    );
  }
  if (row.state !== "approved") return null;
  if (row.valid_from && row.valid_from > today()) return <p>{t("force.later", { day: shortDay(row.valid_from) })}</p>;
  return (
    <Actions>
      <Button onClick={() => setOpen("force")}>{t("force.do")}</Button>
    </Actions>
  );
}
