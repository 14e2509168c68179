import { useEffect, useState } from "preact/hooks";

import { language, t } from "../../i18n";
import { deviceZone, momentInWords } from "../../i18n/dates";
import { discard, flush, needsAny, retry, startOutbox, type Unsent, unsent, wholes } from "../../offline/outbox";
import { Button, ButtonLink } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import styles from "./Banners.module.css";
import { refused as waiting } from "./refused";

/** Sends what is unsent for as long as somebody is signed in, and says what still is. */
export function UnsentBanner({ account }: { account: string | null }) {
  const online = useOnline();
  useEffect(() => (account === null ? undefined : startOutbox(account)), [account]);
  const all = unsent.value;
  useEffect(() => void (waiting.value = all.filter(({ state }) => state === "refused").map(({ kind }) => kind)), [all]);
  const things = wholes(all);
  if (account === null || all.some(({ state }) => state === "signed_out")) return <SignedOut n={things.length} />;
  const refused = all.filter(({ state }) => state === "refused");
  // What needs a refused part does not go by itself.
  const going = things.filter((item) => item.state === "waiting" && !needsAny(item, refused));
  // What is on its way for the first time is nothing to speak of.
  const late = !online || all.some(({ state, tries }) => state === "waiting" && tries > 0);
  return (
    <>
      {refused.map((item) => (
        <Refused key={item.id} item={item} part={!things.includes(item)} />
      ))}
      {late && going.length > 0 && <Waiting n={going.length} online={online} />}
    </>
  );
}

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    look();
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return online;
}

function SignedOut({ n }: { n: number }) {
  if (n === 0) return null;
  return (
    <Notice kind="amber">
      <p>{t("unsent.signIn", { n })}</p>
    </Notice>
  );
}

function Waiting({ n, online }: { n: number; online: boolean }) {
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");

  async function send() {
    setState("busy");
    await flush(true);
    setState("failed");
  }

  return (
    <Notice kind="amber" icon={online ? "clock" : "offline"}>
      <p>{t("unsent.waiting", { n })}</p>
      {online && state === "failed" && <p>{t("unsent.notNow")}</p>}
      {online && (
        <Button kind="quiet" busy={state === "busy"} onClick={() => void send()}>
          {t("unsent.now")}
        </Button>
      )}
    </Notice>
  );
}

/** Where what was refused can be put right. */
const PLACES: Readonly<Record<string, string>> = { claim: "/travel", message: "/messages" };

/** A part cannot be discarded from here: it would take along, or leave behind, what needs it. */
function Refused({ item, part }: { item: Unsent; part: boolean }) {
  const when = momentInWords(language.value, item.madeAt, deviceZone());
  const place = PLACES[item.kind];
  return (
    <Notice kind="red">
      <p>{t("unsent.refused", { when })}</p>
      <p>{item.problem?.message === "" ? t("unsent.refused.why") : item.problem?.message}</p>
      {place ? (
        <ButtonLink kind="quiet" href={place}>
          {t("unsent.look")}
        </ButtonLink>
      ) : (
        <Choices item={item} when={when} part={part} />
      )}
    </Notice>
  );
}

function Choices({ item, when, part }: { item: Unsent; when: string; part: boolean }) {
  return (
    <div class={styles.choices}>
      <Button kind="quiet" aria-label={t("unsent.again.what", { when })} onClick={() => void retry(item.id)}>
        {t("app.retry")}
      </Button>
      {!part && (
        <Button kind="danger" aria-label={t("unsent.discard.what", { when })} onClick={() => void discard(item.id)}>
          {t("unsent.discard")}
        </Button>
      )}
    </div>
  );
}
