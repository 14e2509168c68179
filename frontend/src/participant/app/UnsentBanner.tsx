import { useEffect, useState } from "preact/hooks";

import { language, t } from "../../i18n";
import { deviceZone, momentInWords } from "../../i18n/dates";
import { discard, flush, retry, startOutbox, type Unsent, unsent } from "../../offline/outbox";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import styles from "./Banners.module.css";

/** Sends what is unsent for as long as somebody is signed in, and says what still is. */
export function UnsentBanner({ account }: { account: string | null }) {
  const online = useOnline();
  useEffect(() => (account === null ? undefined : startOutbox(account)), [account]);
  const all = unsent.value;
  if (account === null || all.some(({ state }) => state === "signed_out")) return <SignedOut n={all.length} />;
  const refused = all.filter(({ state }) => state === "refused");
  const going = all.filter(({ state }) => state === "waiting");
  // What is on its way for the first time is nothing to speak of.
  const late = !online || going.some(({ tries }) => tries > 0);
  return (
    <>
      {refused.map((item) => (
        <Refused key={item.id} item={item} />
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

function Refused({ item }: { item: Unsent }) {
  const when = momentInWords(language.value, item.madeAt, deviceZone());
  return (
    <Notice kind="red">
      <p>{t("unsent.refused", { when })}</p>
      <p>{item.problem?.message === "" ? t("unsent.refused.why") : item.problem?.message}</p>
      <div class={styles.choices}>
        <Button kind="quiet" aria-label={t("unsent.again.what", { when })} onClick={() => void retry(item.id)}>
          {t("app.retry")}
        </Button>
        <Button kind="danger" aria-label={t("unsent.discard.what", { when })} onClick={() => void discard(item.id)}>
          {t("unsent.discard")}
        </Button>
      </div>
    </Notice>
  );
}
