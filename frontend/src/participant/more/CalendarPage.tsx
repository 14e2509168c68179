import { useState } from "preact/hooks";

import { api, type CalendarFeed, read } from "../../api";
import { t } from "../../i18n";
import { Button, ButtonLink } from "../../ui/Button";
import { Choices } from "../../ui/Choices";
import { Live } from "../../ui/Live";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { feed as answer } from "../data/answers";
import { Confirm } from "./Confirm";
import styles from "./More.module.css";

type Said = { kind: "green" | "amber"; text: string } | null;

/** The calendar that follows the visits by itself. */
export default function CalendarPage() {
  return (
    <Page title={t("more.calendar")} lead={t("calendar.lead")} back="/more">
      <Shown of={answer}>{(feed) => <Feed feed={feed} />}</Shown>
    </Page>
  );
}

function Feed({ feed }: { feed: CalendarFeed }) {
  const [said, setSaid] = useState<Said>(null);
  const [asking, setAsking] = useState(false);

  async function copy() {
    try {
      await navigator.clipboard.writeText(feed.address);
      setSaid({ kind: "green", text: t("calendar.copied") });
    } catch {
      setSaid({ kind: "amber", text: t("calendar.copyFailed") });
    }
  }

  async function renew() {
    answer.set(await read(api.POST("/api/me/calendar-feed", { body: {} })));
    setAsking(false);
    setSaid({ kind: "green", text: t("calendar.new.done") });
  }

  return (
    <>
      <section class={styles.section} aria-labelledby="address">
        <h2 id="address">{t("calendar.address")}</h2>
        <p class={styles.address}>{feed.address}</p>
        <div class={styles.buttons}>
          <ButtonLink icon="calendar" wide href={feed.webcal}>
            {t("calendar.open")}
          </ButtonLink>
          <Button kind="quiet" icon="copy" wide onClick={() => void copy()}>
            {t("calendar.copy")}
          </Button>
        </div>
        <Live>
          {said && (
            <Notice kind={said.kind}>
              <p>{said.text}</p>
            </Notice>
          )}
        </Live>
        <p class={styles.soft}>{t("calendar.secret")}</p>
      </section>
      <Details feed={feed} say={setSaid} />
      <Button kind="danger" icon="refresh" onClick={() => setAsking(true)}>
        {t("calendar.new")}
      </Button>
      <Confirm
        open={asking}
        title={t("calendar.new.title")}
        body={t("calendar.new.body")}
        action={t("calendar.new")}
        onConfirm={renew}
        onCancel={() => setAsking(false)}
      />
    </>
  );
}

/** Whether the calendar says what the visits are: no, unless one asks for it knowing who may see. */
function Details({ feed, say }: { feed: CalendarFeed; say: (said: Said) => void }) {
  async function choose(details: boolean) {
    say(null);
    const before = feed;
    answer.set({ ...feed, details });
    try {
      answer.set(await read(api.PATCH("/api/me/calendar-feed", { body: { details } })));
      say({ kind: "green", text: t("app.saved") });
    } catch (failure) {
      answer.set(before);
      say({ kind: "amber", text: words(failure, { offline: "offline.act" }) });
    }
  }
  return (
    <Choices
      legend={t("calendar.details")}
      value={feed.details ? "yes" : "no"}
      choices={[
        { value: "no", label: t("calendar.details.no"), hint: t("calendar.details.no.hint") },
        { value: "yes", label: t("calendar.details.yes"), hint: t("calendar.details.yes.hint") },
      ]}
      onChange={(value) => void choose(value === "yes")}
    />
  );
}
