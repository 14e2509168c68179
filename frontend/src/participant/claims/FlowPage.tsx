import { useLocation } from "preact-iso";

import type { Travel, TravelPolicy } from "../../api";
import { t } from "../../i18n";
import { unsent } from "../../offline/outbox";
import { ButtonLink } from "../../ui/Button";
import { Skeleton } from "../../ui/Skeleton";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { siteToday } from "../symptoms/due";
import { AmountPage } from "./AmountPage";
import { travel } from "./data";
import { DayPage } from "./DayPage";
import { type Draft, useDraft } from "./draft";
import { DrivePage } from "./DrivePage";
import { KindPage } from "./KindPage";
import { LatePage } from "./LatePage";
import { LinePage } from "./LinePage";
import { LinesPage } from "./LinesPage";
import { known } from "./lines";
import { NotePage } from "./NotePage";
import { home } from "./path";
import { deadline } from "./policy";
import { ReceiptsPage } from "./ReceiptsPage";
import { ReviewPage } from "./ReviewPage";
import { parcels } from "./sending";
import { sumsOf, takenBefore } from "./sums";
import { WhoPage } from "./WhoPage";

type Where = { place: string; line: string };

/** A step of making a claim. The step is in the address, so Back is one question back. */
export default function FlowPage({ id, ...where }: { id: string } & Where) {
  const draft = useDraft(id);
  const { data } = travel.shown.value;
  if (data?.policy && draft) return <Step draft={draft} data={data} policy={data.policy} {...where} />;
  return (
    <Page title={t("travel.title")} back={home} ready={false}>
      <Shown of={travel}>{() => (draft === undefined ? <Skeleton label={t("app.loading")} blocks={2} /> : <Gone />)}</Shown>
    </Page>
  );
}

function Gone() {
  return (
    <>
      <p>{t("claim.gone")}. {t("claim.gone.body")}</p>
      <ButtonLink href={home}>{t("visitClaim.toTravel")}</ButtonLink>
    </>
  );
}

type StepProps = Where & { draft: Draft; data: Travel; policy: TravelPolicy };

function Step({ draft, data, policy, place, line: lineId }: StepProps) {
  const { query } = useLocation();
  const facts = known(data, policy, siteToday());
  const last = deadline(policy, draft.visit.day);
  const late = draft.round === 1 && facts.today > last; // an answer to the team's question is not late
  const pending = parcels(unsent.value).map(({ body }) => body);
  const taken = takenBefore(data, pending, draft, policy);
  const line = draft.lines.find(({ id }) => id === lineId);
  const key = `${place} ${lineId}`;

  if (place === "kind") return <KindPage draft={draft} facts={facts} taken={taken} line={line} key={key} />;
  if (place === "late") return <LatePage draft={draft} deadline={last} key={key} />;
  const sums = sumsOf(draft, facts, taken);
  if (place === "review") return <ReviewPage draft={draft} facts={facts} sums={sums} late={late} key={key} />;
  const way = line && { draft, line, facts, fix: query.fix === "1" };
  if (!way) return <LinesPage draft={draft} facts={facts} sums={sums} late={late} key="lines" />;
  switch (place) {
    case "who":
      return <WhoPage {...way} partner={data.care_partner} key={key} />;
    case "day":
      return <DayPage {...way} key={key} />;
    case "amount":
      return <AmountPage {...way} key={key} />;
    case "distance":
      return <DrivePage {...way} key={key} />;
    case "receipts":
      return <ReceiptsPage {...way} key={key} />;
    case "note":
      return <NotePage {...way} key={key} />;
    default:
      return <LinePage {...way} partner={data.care_partner} key={key} />;
  }
}
