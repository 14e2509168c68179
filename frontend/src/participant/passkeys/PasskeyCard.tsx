import { useState } from "preact/hooks";

import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Live } from "../../ui/Live";
import { Notice } from "../../ui/Notice";
import { notNow, passkeyPutOff } from "../../ui/prefs";
import { factors } from "../data/answers";
import { useResource } from "../data/resource";
import styles from "./Passkeys.module.css";
import { useMaking } from "./useMaking";

/** "Use your face next time": offered to whoever has no passkey, and not again for a while after "not now". */
export default function PasskeyCard() {
  const { data } = useResource(factors);
  const [asked, setAsked] = useState(false);
  if (data && !data.step_up && data.may_change && !asked && !passkeyPutOff()) setAsked(true);
  return asked ? <Offer /> : null;
}

function Offer() {
  const { busy, said, make } = useMaking();
  const [over, setOver] = useState<"made" | "later" | null>(null);

  return (
    <Card aria-labelledby="passkey-card">
      <h2 id="passkey-card">{t("passkey.card.title")}</h2>
      {!over && <p>{t("passkey.card.body")}</p>}
      <Live>
        {said && (
          <Notice kind={said.kind}>
            <p>{said.text}</p>
          </Notice>
        )}
        {over === "later" && <p>{t("passkey.card.later")}</p>}
      </Live>
      {!over && (
        <div class={styles.doing}>
          <Button icon="lock" busy={busy} onClick={() => void make().then((made) => made && setOver("made"))}>
            {t("passkey.card.yes")}
          </Button>
          <Button
            kind="quiet"
            onClick={() => {
              notNow();
              setOver("later");
            }}
          >
            {t("passkey.card.no")}
          </Button>
        </div>
      )}
    </Card>
  );
}
