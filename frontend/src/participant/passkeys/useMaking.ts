import { useState } from "preact/hooks";

import { api, read } from "../../api";
import { makePasskey } from "../../api/passkeys";
import { t } from "../../i18n";
import { words } from "../app/failure";
import { factors } from "../data/answers";

export type Said = { kind: "green" | "amber"; text: string };
type Begun = { id: string; options: Record<string, unknown> };

/** Makes a passkey on this device. What is said about it comes back with it. */
export function useMaking() {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);

  async function make(begun: Begun | null = null): Promise<boolean> {
    setBusy(true);
    setSaid(null);
    try {
      const { id, options } = begun ?? (await begin(null));
      const made = await makePasskey(options);
      if (made === null || made === "known") {
        setSaid({ kind: "amber", text: t(made === null ? "passkey.no" : "passkey.known") });
        return false;
      }
      factors.set(await read(api.POST("/api/account/passkeys", { body: { id, credential: made } })));
      setSaid({ kind: "green", text: t("passkey.added") });
      return true;
    } catch (failure) {
      setSaid({ kind: "amber", text: words(failure, { offline: "offline.act" }) });
      return false;
    } finally {
      setBusy(false);
    }
  }
  return { busy, said, say: setSaid, make };
}

/** What the browser needs to make one. `stepUp`: the proof that it is her, where she has one already. */
export function begin(stepUp: string | null): Promise<Begun> {
  return read(api.POST("/api/account/passkeys/options", { body: { step_up: stepUp } }));
}
