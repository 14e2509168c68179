import { useState } from "preact/hooks";

import { language, t } from "../../i18n";
import { clockIn, deviceZone } from "../../i18n/dates";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { Confirm } from "../more/Confirm";
import { useHeldFiles } from "../files/held";
import { Frame, State } from "./Bubble";
import { FileTiles } from "./Files";
import styles from "./Messages.module.css";
import talk from "./Talk.module.css";
import { mend, type Parcel, refusalOf, remove, sendAgain } from "./sending";

type Props = { waiting: readonly Parcel[]; begins: boolean };

/** What she wrote and the server does not have yet, after what it has. */
export function Unsent({ waiting, begins }: Props) {
  if (!waiting.length) return null;
  return (
    <ol class={talk.talk}>
      {waiting.map((parcel, at) => (
        <Frame key={parcel.body.id} id={parcel.body.id} mine author={t("msg.me")}>
          <UnsentBubble parcel={parcel} />
          {parcel.state === "refused" && <Refused parcel={parcel} begins={begins && at === 0} />}
        </Frame>
      ))}
    </ol>
  );
}

function UnsentBubble({ parcel }: { parcel: Parcel }) {
  const { body, madeAt, items } = parcel;
  const held = useHeldFiles(body.files ?? []);
  const files = held.map(({ id, name, type }) => ({ id, name, type, pages: items.some((item) => item.id === id) ? 0 : 1 }));
  return (
    <>
      <div class={talk.bubble}>
        {body.corrects && <p class={styles.strong}>{t(body.text ? "msg.corrected" : "msg.corrected.files")}</p>}
        {body.text && <p>{body.text}</p>}
        <FileTiles files={files} />
      </div>
      <div class={talk.meta}>
        <time dateTime={madeAt}>{clockIn(language.value, madeAt, deviceZone())}</time>
        <Going parcel={parcel} />
      </div>
    </>
  );
}

function Going({ parcel: { state } }: { parcel: Parcel }) {
  if (state === "leaving") return <State icon="clock" words={t("msg.leaving")} />;
  if (state === "refused") return <State icon="alert" words={t("msg.refused")} />;
  return <State icon="clock" words={t(state === "signed_out" ? "msg.signIn" : "msg.unsent")} />;
}

/** Why it was not taken, in the server's words, and what she can do about it. */
function Refused({ parcel, begins }: { parcel: Parcel; begins: boolean }) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);

  async function act(what: () => Promise<void>) {
    setBusy(true);
    await what().finally(() => setBusy(false));
  }

  return (
    <Notice kind="red" role="alert">
      <p>{refusalOf(parcel) || t("msg.refused.why")}</p>
      <p>{t("msg.refused.safe")}</p>
      <div class={styles.choices}>
        <Button kind="quiet" busy={busy} onClick={() => void act(() => mend(parcel, begins))}>
          {t("msg.refused.mend")}
        </Button>
        <Button kind="quiet" busy={busy} onClick={() => void act(() => sendAgain(parcel))}>
          {t("app.retry")}
        </Button>
        <Button kind="danger" onClick={() => setAsking(true)}>
          {t("msg.refused.discard")}
        </Button>
      </div>
      <Confirm
        open={asking}
        title={t("msg.refused.title")}
        body={t("msg.refused.body")}
        action={t("msg.refused.discard")}
        cancel={t("msg.refused.keep")}
        onConfirm={() => remove(parcel)}
        onCancel={() => setAsking(false)}
      />
    </Notice>
  );
}
