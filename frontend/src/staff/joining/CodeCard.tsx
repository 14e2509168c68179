import { useEffect, useState } from "preact/hooks";

import { Button, ButtonLink } from "../../ui/Button";
import { type Problem, toProblem } from "../data/problem";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { shortDay } from "../words/dates";
import { joining, type Made } from "./data";
import styles from "./Joining.module.css";

type Props = { id: string; file: string; made: Made; onClose: () => void };

/** The code, large enough to read out, this once: the portal keeps none that it could show again. */
export function CodeCard({ id, file, made, onClose }: Props) {
  const { code, invitation } = made;
  if (!code) {
    return (
      <div class={styles.card} role="status">
        <p>{t("joining.code.gone")}</p>
        <Actions>
          <Button kind="quiet" onClick={onClose}>
            {t("joining.code.close")}
          </Button>
        </Actions>
      </div>
    );
  }
  const copy = async () => {
    await navigator.clipboard.writeText(code);
    announce(t("joining.code.copied"));
  };
  return (
    <div class={styles.card} role="group" aria-label={t("joining.code.title")}>
      <h4>{t("joining.code.title")}</h4>
      <p class={styles.code}>{code}</p>
      <p class={styles.soft}>
        {t("joining.code.until", { day: shortDay(invitation.last_day) })}{" "}
        {invitation.way === "phone" && t("joining.code.spell")}
        {invitation.way === "mail" && t("joining.code.mailed", { email: invitation.email ?? "" })}
      </p>
      <Letter id={id} file={file} invitation={invitation.id} code={code} />
      <Actions>
        <Button kind="plain" onClick={() => void copy()}>
          {t("joining.code.copy")}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t("joining.code.close")}
        </Button>
      </Actions>
    </div>
  );
}

/** The letter is made when it is asked for, and lies in this browser until the code is hidden. */
function Letter({ id, file, invitation, code }: { id: string; file: string; invitation: string; code: string }) {
  const [made, setMade] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => () => URL.revokeObjectURL(made), [made]);

  async function make() {
    setBusy(true);
    setProblem(null);
    try {
      setMade(URL.createObjectURL(await joining.letter(id, invitation, code)));
    } catch (error) {
      setProblem(toProblem(error));
    }
    setBusy(false);
  }

  return (
    <>
      <Problems problem={problem} fields={{}} />
      {made ? (
        <ButtonLink icon="document" href={made} download={file}>
          {t("joining.code.save")}
        </ButtonLink>
      ) : (
        <Button icon="document" busy={busy} onClick={() => void make()}>
          {t("joining.code.letter")}
        </Button>
      )}
    </>
  );
}
