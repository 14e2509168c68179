import { useState } from "preact/hooks";

import { NetworkError } from "../../api";
import { type Label, t } from "../../i18n";
import { words } from "../app/failure";
import { reminders } from "./data";
import { ability, turnOn } from "./push";

export type Turned = { kind: "green" | "amber"; lines: string[] };

/** Turning this phone on: what came of it, to be said where the button was. */
export function useTurnOn(key: string | null) {
  const [busy, setBusy] = useState(false);
  const [turned, setTurned] = useState<Turned | null>(null);

  async function turn() {
    if (key === null) return;
    setBusy(true);
    setTurned(null);
    try {
      const answer = await turnOn(key);
      if (answer) reminders.set(answer);
      setTurned(answer ? { kind: "green", lines: [t("ask.on")] } : { kind: "amber", lines: refused().map((one) => t(one)) });
    } catch (failure) {
      setTurned({ kind: "amber", lines: [said(failure)] });
    } finally {
      setBusy(false);
    }
  }

  return { busy, turned, turn };
}

/** Whoever only closed the question may be asked again; whoever said no must change it in the settings. */
function refused(): Label[] {
  return ability() === "denied" ? ["push.denied", "push.denied.how"] : ["push.undecided"];
}

/** The browser's own errors are for programmers. */
function said(failure: unknown): string {
  const ours = failure instanceof NetworkError || (failure instanceof Error && failure.name === "ApiError");
  return ours ? words(failure, { offline: "offline.act" }) : t("push.failed");
}
