import { useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";

import type { CheckIn } from "../../api";
import { t } from "../../i18n";
import { ButtonLink } from "../../ui/Button";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { help } from "../data/answers";
import { useResource } from "../data/resource";
import { checkIns } from "./data";
import { type Draft, useDraft } from "./draft";
import { NotePage } from "./NotePage";
import { askedIn, fitting, home, symptomOf } from "./path";
import { QuestionPage } from "./QuestionPage";
import { ReviewPage } from "./ReviewPage";
import { asksToWait, urgencyOfDraft } from "./sending";
import { WaitPage } from "./WaitPage";

/** A step of a check-in. The step is in the address, so Back is one question back. */
export function FlowPage({ check, step }: { check: string; step: string }) {
  const { data } = useResource(checkIns);
  useResource(help); // so that the number to call is on the phone before the connection may be gone
  const draft = useDraft(check);
  const checkIn = data?.check_ins.find(({ key }) => key === check);
  if (!data || !checkIn || draft === undefined) {
    return (
      <Page title={t("checkin.title")} back={home} ready={false}>
        <Shown of={checkIns}>{() => !checkIn && <Gone />}</Shown>
      </Page>
    );
  }
  if (draft === null) return <Home />;
  // The questions may have changed since it was begun.
  return <Step checkIn={checkIn} draft={{ ...draft, answers: fitting(checkIn, draft.answers) }} step={step} />;
}

function Step({ checkIn, draft, step }: { checkIn: CheckIn; draft: Draft; step: string }) {
  const { query } = useLocation();
  const review = query.back === "review";
  if (step === "note" && checkIn.note !== null) return <NotePage checkIn={checkIn} draft={draft} review={review} key={step} />;
  if (step === "review") return <ReviewPage checkIn={checkIn} draft={draft} key={step} />;
  if (step === "wait" && asksToWait(urgencyOfDraft(checkIn, draft))) {
    return <WaitPage checkIn={checkIn} draft={draft} key={step} />;
  }
  const asked = askedIn(checkIn, draft.answers).some(({ key }) => key === step);
  const found = asked ? symptomOf(checkIn, step) : null;
  if (found) return <QuestionPage checkIn={checkIn} draft={draft} {...found} review={review} key={step} />;
  return (
    <Page title={t("checkin.title")} back={home} key={step}>
      <Gone />
    </Page>
  );
}

function Gone() {
  return (
    <>
      <p>{t("checkin.gone")}</p>
      <ButtonLink href={home}>{t("checkin.toCheckIn")}</ButtonLink>
    </>
  );
}

/** Nothing is begun, or it is sent: back to where one begins. */
function Home() {
  const { route } = useLocation();
  useEffect(() => route(home, true), [route]);
  return null;
}
