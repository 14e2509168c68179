import { useLocation } from "preact-iso";
import { useEffect, useRef } from "preact/hooks";

import type { Travel } from "../../api";
import { t } from "../../i18n";
import { Button, ButtonLink } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Skeleton } from "../../ui/Skeleton";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { siteToday } from "../symptoms/due";
import { shortTitle } from "../visit/words";
import { travel } from "./data";
import { begin, useDrafts } from "./draft";
import { known } from "./lines";
import { claimPage, goOn, home, resultPage } from "./path";
import { parcels } from "./sending";

/** Where a claim for a visit begins, or is gone on with; of a visit that has one, it is asked first. */
export function VisitClaimPage({ visit }: { visit: string }) {
  const { data } = travel.shown.value;
  const found = data?.visits.find(({ id }) => id === visit);
  return (
    <Page title={found ? t("claim.title", { visit: shortTitle(found) }) : t("travel.title")} back={home} ready={data !== null}>
      <Shown of={travel}>{(now) => <Content data={now} visit={visit} />}</Shown>
    </Page>
  );
}

function Content({ data, visit }: { data: Travel; visit: string }) {
  const drafts = useDrafts();
  const found = data.visits.find(({ id }) => id === visit);
  if (!found || !data.policy) return <Gone />;
  if (!drafts) return <Skeleton label={t("app.loading")} blocks={1} />;
  const draft = drafts.find((one) => one.visit.id === visit && one.round === 1);
  const there = claimsOf(data, visit);
  if (!draft && there.length) return <Again there={there} data={data} visit={visit} />;
  return <Go data={data} visit={visit} />;
}

/** Claims for it that she may look at: what is on its way to the server, then what is there. */
function claimsOf({ claims }: Travel, visit: string): string[] {
  const waiting = parcels().filter(({ body }) => body.visit_id === visit).map(({ body }) => resultPage(body.id));
  const sent = claims.filter((claim) => claim.visit.id === visit && claim.status !== "withdrawn");
  return [...waiting, ...sent.map(({ id }) => claimPage(id))];
}

/** Leads into the claim, begun or not. */
function Go({ data, visit }: { data: Travel; visit: string }) {
  const start = useRef(useStart(data, visit));
  useEffect(() => void start.current(), []);
  return <Skeleton label={t("app.loading")} blocks={1} />;
}

function useStart(data: Travel, visit: string) {
  const { route } = useLocation();
  return async () => {
    const found = data.visits.find(({ id }) => id === visit);
    if (!found || !data.policy) return;
    const draft = await begin(found);
    route(goOn(draft, known(data, data.policy, siteToday())), true);
  };
}

function Again({ there, data, visit }: { there: string[]; data: Travel; visit: string }) {
  const start = useStart(data, visit);
  return (
    <Card>
      <h2>{t("visitClaim.again")}</h2>
      <p>{t("visitClaim.again.body")}</p>
      {there.map((address) => (
        <ButtonLink wide key={address} href={address}>
          {t("travel.open")}
        </ButtonLink>
      ))}
      <Button wide kind="quiet" onClick={() => void start()}>
        {t("visitClaim.more")}
      </Button>
    </Card>
  );
}

function Gone() {
  return (
    <Card>
      <h2>{t("visitClaim.gone")}</h2>
      <p>{t("visitClaim.gone.body")}</p>
      <ButtonLink kind="quiet" href={home}>
        {t("visitClaim.toTravel")}
      </ButtonLink>
    </Card>
  );
}
