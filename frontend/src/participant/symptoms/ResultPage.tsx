import { useEffect } from "preact/hooks";

import type { NewReport, Report } from "../../api";
import { type Label, t } from "../../i18n";
import { type Unsent, unsent } from "../../offline/outbox";
import { ButtonLink } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Notice } from "../../ui/Notice";
import { Page } from "../app/Page";
import { CallNow, Numbers } from "./CallNow";
import { reports } from "./data";
import { home } from "./path";
import { Refused } from "./Refused";
import { answered, callNow, lastSent } from "./sending";
import { became } from "./words";

/** Right after sending: whether to call now, then who reads it and by when. Without a connection too. */
export function ResultPage({ id }: { id: string }) {
  useEffect(() => void lastSent.recall(), []);
  const item = unsent.value.find((one) => one.id === id);
  const report = item ? undefined : reportOf(id);
  const here = lastSent.shown.value.data;
  const own = here?.id === id && callNow({ ...here, can_wait: here.can_wait ?? (item?.body as NewReport | undefined)?.can_wait ?? null });
  const call = own || (report !== undefined && callNow(report));
  return (
    <Page title={t(title(item))} back={home}>
      {call && <CallNow />}
      {item ? <OnItsWay item={item} call={call} /> : <Arrived report={report} call={call} />}
      <ButtonLink kind="plain" href="/check-in/reports">
        {t("checkin.reports")}
      </ButtonLink>
    </Page>
  );
}

function reportOf(id: string): Report | undefined {
  const answer = answered.shown.value.data;
  return answer?.id === id ? answer : reports.shown.value.data?.reports.find((report) => report.id === id);
}

/** For the first seconds it is on its way, and nothing to speak of. */
const leaving = ({ state, tries }: Unsent) => state === "waiting" && tries === 0 && navigator.onLine;

function title(item: Unsent | undefined): Label {
  if (!item) return "result.sent";
  if (item.state === "refused") return "result.refused";
  if (item.state === "signed_out") return "result.signedOut";
  return leaving(item) ? "result.sending" : "result.kept";
}

function OnItsWay({ item, call }: { item: Unsent; call: boolean }) {
  if (item.state === "refused") return <Refused item={item} />;
  if (leaving(item)) return null;
  return (
    <>
      <Notice kind="amber" role="status">
        <p>{item.state === "waiting" ? t("result.waiting") : t("checkin.signIn")}</p>
      </Notice>
      {!call && (
        <Card>
          <Numbers />
        </Card>
      )}
    </>
  );
}

function Arrived({ report, call }: { report: Report | undefined; call: boolean }) {
  return (
    <>
      <Notice kind="green" role="status">
        <p>{report ? became(report) : t("became.there")}</p>
      </Notice>
      {!call && <p>{t("result.unwell")}</p>}
      <p>{t("checkin.noJudge")}</p>
      <ButtonLink wide href="/">
        {t("missing.home")}
      </ButtonLink>
    </>
  );
}
