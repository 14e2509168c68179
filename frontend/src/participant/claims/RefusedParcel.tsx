import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import { t } from "../../i18n";
import { discard, retry } from "../../offline/outbox";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { forget } from "../files/held";
import { Confirm } from "../more/Confirm";
import styles from "./Claims.module.css";
import { travel } from "./data";
import { mend, mendable } from "./mending";
import { home } from "./path";
import { type Parcel, refusalOf } from "./sending";

/** Why a claim was not taken, in the server's words, and what she can do about it. */
export function RefusedParcel({ parcel }: { parcel: Parcel }) {
  const { route } = useLocation();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const data = travel.shown.value.data;
  const canMend = data !== null && mendable(parcel);

  async function act(what: () => Promise<void>) {
    setBusy(true);
    await what().finally(() => setBusy(false));
  }

  async function putRight() {
    if (data) route(await mend(parcel, data), true);
  }

  async function again() {
    const refused = parcel.items.filter(({ state }) => state === "refused");
    await Promise.all(refused.map(({ id }) => retry(id)));
  }

  async function remove() {
    route(home, true);
    const ids = parcel.items.map(({ id }) => id);
    await discard(...ids);
    await forget(...ids);
    void travel.renew(); // the visit can be claimed for again, or the team's question still waits
  }

  return (
    <Notice kind="red" role="alert">
      <p>{refusalOf(parcel) ?? t("sent.why")}</p>
      <p>{t("sent.safe")}</p>
      <div class={styles.choices}>
        <Button kind="quiet" busy={busy} onClick={() => void act(canMend ? putRight : again)}>
          {t(canMend ? "sent.mend" : "app.retry")}
        </Button>
        <Button kind="danger" onClick={() => setAsking(true)}>
          {t("sent.discard")}
        </Button>
      </div>
      <Confirm
        open={asking}
        title={t("claim.discard.title")}
        body={t("sent.discard.body")}
        action={t("sent.discard")}
        cancel={t("claim.keep")}
        onConfirm={remove}
        onCancel={() => setAsking(false)}
      />
    </Notice>
  );
}
