import { useRef, useState } from "preact/hooks";

import { api, ApiError, type ChangeReminders, type OwnReminders, read } from "../../api";
import { t } from "../../i18n";
import { words } from "../app/failure";
import { reminders } from "./data";

/** `at`: the field that was changed last. `field`: what the server refused, where it named a field. */
export type Said = { at: string; kind: "green" | "amber"; text: string };
export type Wishes = ReturnType<typeof useWishes>;

export function wishesOf(given: OwnReminders): ChangeReminders {
  const { hour, quiet, follow_phone, kinds } = given;
  return { hour, quiet, follow_phone, choices: kinds.map(({ about, choice }) => ({ about, choice })) };
}

/**
 * What she wishes, saved at each change. What the server refuses stays as she chose it, with the
 * reason beside it: the next change may put it right. What did not reach the server goes back.
 */
export function useWishes(given: OwnReminders) {
  const [wished, setWished] = useState(() => wishesOf(given));
  const [said, setSaid] = useState<Said | null>(null);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const latest = useRef(wished);
  const sending = useRef(Promise.resolve());

  function change(at: string, part: Partial<ChangeReminders>) {
    const mine = { ...latest.current, ...part };
    latest.current = mine;
    setWished(mine);
    setSaid(null);
    sending.current = sending.current.then(async () => {
      // A later change carries this one along.
      if (latest.current === mine) await keep(at, mine);
    });
  }

  async function keep(at: string, mine: ChangeReminders) {
    try {
      reminders.set(await read(api.PUT("/api/me/reminders", { body: mine })));
      setRefusal(null);
      setSaid({ at, kind: "green", text: t("app.saved") });
    } catch (failure) {
      if (failure instanceof ApiError && failure.problem.errors?.length) {
        setRefusal(failure);
        return;
      }
      putBack(mine);
      setSaid({ at, kind: "amber", text: words(failure, { offline: "offline.act" }) });
    }
  }

  function putBack(mine: ChangeReminders) {
    const { data } = reminders.shown.peek();
    if (!data || latest.current !== mine) return;
    latest.current = wishesOf(data);
    setWished(latest.current);
    setRefusal(null);
  }

  return { wished, said, change, error: (field: string) => refusal?.field(field) };
}
