import { useState } from "preact/hooks";

import { makePasskey } from "../../api/passkeys";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { type Problem, toProblem } from "../data/problem";
import { t } from "../i18n";
import { Actions } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { ConfirmedForm } from "./ConfirmedForm";
import { factors } from "./data";

type Options = { id: string; options: Record<string, unknown> };
type Props = { needs: boolean; onDone: () => Promise<void>; onClose?: () => void };

/**
 * Makes a passkey: in one press where nothing has to be proved first. Where it has, there is a press
 * more, since browsers let a page ask for a passkey only right after one.
 */
export function AddPasskey({ needs, onDone, onClose }: Props) {
  const [begun, setBegun] = useState<Options | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [said, setSaid] = useState<string | null>(null);

  async function make(from: Options | null) {
    setBusy(true);
    setProblem(null);
    setSaid(null);
    try {
      const { id, options } = from ?? (await factors.beginPasskey(null));
      const made = await makePasskey(options);
      if (made === null) setSaid(t("factors.passkey.no"));
      else if (made === "known") setSaid(t("factors.passkey.known"));
      else {
        await factors.addPasskey(id, made);
        await onDone();
      }
    } catch (error) {
      setBegun(null); // what was begun is used up by a refusal
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  }

  if (needs && !begun) {
    const act = async (stepUp: string | null) => setBegun(await factors.beginPasskey(stepUp));
    const close = onClose ? { onClose } : {};
    const title = t("factors.passkey.add");
    return (
      <>
        <Problems problem={problem} fields={{}} />
        <ConfirmedForm label={title} button={title} needs act={act} {...close} />
      </>
    );
  }
  return (
    <>
      <Problems problem={problem} fields={{}} />
      {(begun ?? said) && (
        <Notice icon="lock" role="status">
          <p>{said ?? t("factors.passkey.ready")}</p>
        </Notice>
      )}
      <Actions>
        <Button icon="lock" busy={busy} onClick={() => void make(begun)}>
          {t(begun ? "factors.passkey.make" : "factors.passkey.add")}
        </Button>
        {onClose && (
          <Button kind="plain" onClick={onClose}>
            {t("cancel")}
          </Button>
        )}
      </Actions>
    </>
  );
}
