import { useState } from "preact/hooks";
import { visitTitle } from "./words";

import { Button } from "../../ui/Button";
import { staff } from "../data/api";
import type { Visit } from "../data/types";
import { t } from "../i18n";
import { Actions } from "../parts/Facts";
import { can } from "../session/session";
import { BookingForm } from "./BookingForm";
import { OutcomeForm } from "./OutcomeForm";
import { ReasonForm } from "./ReasonForm";

type Step = "book" | "remove" | "outcome" | "reopen";

/** What can be done with a visit in its state, one form at a time, where the visit stands. */
export function VisitActions({ visit }: { visit: Visit }) {
  const [step, setStep] = useState<Step | null>(null);
  if (!can("visits.write")) return null;
  const close = () => setStep(null);
  const booked = visit.status === "booked";
  const open = booked || visit.status === "planned";

  if (step === "book") return <BookingForm visit={visit} onClose={close} />;
  if (step === "outcome") return <OutcomeForm visit={visit} onClose={close} />;
  if (step === "remove") {
    return (
      <ReasonForm
        visit={visit}
        label={t("booking.remove")}
        explain={t("booking.remove.explain")}
        done={t("booking.removed", { visit: visitTitle(visit) })}
        send={(version, reason) => staff.recordOutcome(visit.id, version, { status: "planned", reason })}
        onClose={close}
      />
    );
  }
  if (step === "reopen") {
    return (
      <ReasonForm
        visit={visit}
        label={t("outcome.reopen")}
        explain={t("outcome.reopen.explain")}
        done={t("outcome.reopened", { visit: visitTitle(visit) })}
        send={(version, reason) => staff.recordOutcome(visit.id, version, { status: "planned", reason })}
        onClose={close}
      />
    );
  }
  if (!open) {
    return (
      <Actions>
        <Button kind="quiet" icon="undo" onClick={() => setStep("reopen")}>
          {t("outcome.reopen")}
        </Button>
      </Actions>
    );
  }
  const past = booked && visit.starts_at !== null && visit.starts_at < new Date().toISOString();
  return (
    <Actions>
      <Button kind={past ? "quiet" : "primary"} onClick={() => setStep("book")}>
        {t(booked ? "booking.change" : "booking.book")}
      </Button>
      <Button kind={past ? "primary" : "quiet"} onClick={() => setStep("outcome")}>
        {t("outcome.record")}
      </Button>
      {booked && (
        <Button kind="plain" onClick={() => setStep("remove")}>
          {t("booking.remove")}
        </Button>
      )}
    </Actions>
  );
}
