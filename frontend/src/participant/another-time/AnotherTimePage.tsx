import { useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";

import type { Visit } from "../../api";
import { t } from "../../i18n";
import { ButtonLink } from "../../ui/Button";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { visit as answer } from "../data/answers";
import { open } from "../visit/Answer";
import { draftOf, filled } from "./draft";
import { NoteStep } from "./NoteStep";
import { ProposalStep } from "./ProposalStep";
import { ReviewStep } from "./ReviewStep";

export const STEPS = 5;

/** Asking for another time: one question a page. The step is in the address, so Back is one question back. */
export default function AnotherTimePage({ id }: { id: string }) {
  const resource = answer(id);
  if (resource.shown.value.data === null) {
    return (
      <Page title={t("request.title")} back={`/visits/${id}`} ready={false}>
        <Shown of={resource}>{() => null}</Shown>
      </Page>
    );
  }
  return <Flow visit={resource.shown.value.data} />;
}

function Flow({ visit }: { visit: Visit }) {
  const { query, route } = useLocation();
  const step = query.step === "sent" ? "sent" : Math.min(Math.max(Number(query.step) || 1, 1), STEPS);
  const tooFar = typeof step === "number" && step > 1 && !filled(draftOf(visit.id)).length;
  useEffect(() => {
    if (tooFar) route(stepAddress(visit.id, 1), true);
  }, [tooFar, route, visit.id]);

  if (step === "sent") return <Over visit={visit} title={t("request.sent")} lead={t("request.sent.next")} />;
  if (visit.time_request?.status === "open") return <Over visit={visit} title={t("request.open")} />;
  if (!open(visit)) return <Over visit={visit} title={t("request.gone")} />;
  if (tooFar) return null;
  const after = query.back === "review" ? STEPS : step + 1;
  if (step === STEPS) return <ReviewStep visit={visit} />;
  if (step === STEPS - 1) return <NoteStep visit={visit} after={after} />;
  return <ProposalStep visit={visit} step={step} after={after} key={step} />;
}

export function stepAddress(id: string, step: number | "sent", review = false): string {
  return `/visits/${id}/another-time?step=${step}${review ? "&back=review" : ""}`;
}

/** Where the questions end: what happened, and the way back. */
function Over({ visit, title, lead }: { visit: Visit; title: string; lead?: string }) {
  return (
    <Page title={title} lead={lead} key={title}>
      <ButtonLink href={`/visits/${visit.id}`}>{t("request.toVisit")}</ButtonLink>
    </Page>
  );
}
