import { useState } from "preact/hooks";

import type { SignInFactors } from "../../api";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Live } from "../../ui/Live";
import { Notice } from "../../ui/Notice";
import rows from "../../ui/Rows.module.css";
import { Shown } from "../app/Shown";
import { factors } from "../data/answers";
import { StepUp } from "../stepup/StepUp";
import { OnePasskey } from "./OnePasskey";
import styles from "./Passkeys.module.css";
import { begin, useMaking } from "./useMaking";

/** Her passkeys: what there is, one more, another name, one less. */
export default function Passkeys() {
  return (
    <section class={styles.section} aria-labelledby="passkeys">
      <h2 id="passkeys">{t("passkey.title")}</h2>
      <p>{t("passkey.lead")}</p>
      <Shown of={factors}>{(has) => (has.may_change ? <Changing has={has} /> : null)}</Shown>
    </section>
  );
}

function Changing({ has }: { has: SignInFactors }) {
  const { busy, said, say, make } = useMaking();
  const [adding, setAdding] = useState(false);
  const [begun, setBegun] = useState<Awaited<ReturnType<typeof begin>> | null>(null);

  function add() {
    say(null);
    if (has.step_up) setAdding(true);
    else void make();
  }

  async function finish() {
    await make(begun);
    setAdding(false);
    setBegun(null);
  }

  return (
    <>
      <Live>
        {said && (
          <Notice kind={said.kind}>
            <p>{said.text}</p>
          </Notice>
        )}
      </Live>
      {has.passkeys.length > 0 ? (
        <ul class={rows.list}>
          {has.passkeys.map((passkey) => (
            <OnePasskey key={passkey.id} passkey={passkey} say={say} />
          ))}
        </ul>
      ) : (
        <p class={styles.soft}>{t("passkey.none")}</p>
      )}
      {!adding && (
        <Button kind="quiet" icon="plus" busy={busy} onClick={add}>
          {t("passkey.add")}
        </Button>
      )}
      {adding && !begun && (
        <StepUp
          purpose="change_sign_in"
          action={t("passkey.add")}
          ready={() => true}
          onConfirmed={async (stepUp) => setBegun(await begin(stepUp))}
        />
      )}
      {adding && begun && (
        <Button icon="lock" wide busy={busy} onClick={() => void finish()}>
          {t("passkey.make")}
        </Button>
      )}
    </>
  );
}
