import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Live } from "../../ui/Live";
import { Notice } from "../../ui/Notice";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { StepUp } from "../stepup/StepUp";
import { allow, end, type Partner, type Partners, partners } from "./data";
import { dayOf } from "./HelpersPage";
import styles from "./Partners.module.css";
import { helpersPage } from "./path";

const find = (found: Partners | null, id: string) => found?.partners.find((one) => one.id === id && one.ended_at === null);

/** One who helps her: what she sees, and the end of it. */
export function HelperPage({ id }: { id: string }) {
  const { data } = partners.shown.value;
  const lead = find(data, id);
  return (
    <Page
      title={lead?.name ?? t("helpers.title")}
      lead={lead && t("helpers.since", { day: dayOf(lead.since) })}
      back={helpersPage}
      ready={data !== null}
    >
      <Shown of={partners}>
        {(found) => {
          const partner = find(found, id);
          return partner ? <One partner={partner} /> : <p>{t("helper.gone")}</p>;
        }}
      </Shown>
    </Page>
  );
}

function One({ partner }: { partner: Partner }) {
  const { route } = useLocation();
  const [doing, setDoing] = useState<"" | "read" | "end">("");
  const [said, setSaid] = useState("");
  const { id, name, may_read_check_ins: reads } = partner;

  function begin(what: "read" | "end") {
    setSaid("");
    setDoing(what);
  }

  return (
    <>
      <Live>
        {said && (
          <Notice kind="green">
            <p>{said}</p>
          </Notice>
        )}
      </Live>
      <Sees name={name} />
      <section class={styles.section} aria-labelledby="check-ins">
        <h2 id="check-ins">{t("helper.checkins")}</h2>
        <p>{t(reads ? "helper.reads" : "helper.readsNot", { name })}</p>
        {doing === "read" ? (
          <>
            <p>{t(reads ? "helper.stop.what" : "helper.let.what", { name })}</p>
            <StepUp
              purpose="care_partners"
              action={t(reads ? "helper.stop" : "helper.let")}
              ready={() => true}
              onConfirmed={async (stepUp) => {
                await allow(id, !reads, stepUp);
                setDoing("");
                setSaid(t(reads ? "helper.stop.done" : "helper.let.done", { name }));
              }}
            />
            <Never onPress={() => setDoing("")} />
          </>
        ) : (
          <Button kind="quiet" wide onClick={() => begin("read")}>
            {t(reads ? "helper.stop" : "helper.let")}
          </Button>
        )}
      </section>
      <section class={styles.section} aria-labelledby="ending">
        <h2 id="ending">{t("helper.end.title")}</h2>
        <p>{t("helper.end.what", { name })}</p>
        {doing === "end" ? (
          <>
            <StepUp
              purpose="care_partners"
              action={t("helper.end.do")}
              ready={() => true}
              onConfirmed={async (stepUp) => {
                await end(id, stepUp);
                route(helpersPage, true);
              }}
            />
            <Never onPress={() => setDoing("")} />
          </>
        ) : (
          <Button kind="danger" wide onClick={() => begin("end")}>
            {t("helper.end")}
          </Button>
        )}
      </section>
    </>
  );
}

function Never({ onPress }: { onPress: () => void }) {
  return (
    <Button kind="plain" onClick={onPress}>
      {t("app.cancel")}
    </Button>
  );
}

/** What everybody who helps sees and does, and what nobody does. */
export function Sees({ name }: { name: string }) {
  return (
    <section class={styles.section} aria-labelledby="sees">
      <h2 id="sees">{t("helper.sees", { name })}</h2>
      <ul class={styles.points}>
        <li>{t("helper.sees.visits")}</li>
        <li>{t("helper.sees.claims")}</li>
        <li>{t("helper.sees.messages")}</li>
        <li>{t("helper.sees.never")}</li>
      </ul>
    </section>
  );
}
