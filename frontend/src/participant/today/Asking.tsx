import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

import { loadReminders } from "../../i18n";

/** The question whether she may be told on this phone: it comes after the page, and only where there is one. */
export function Asking() {
  const [found, setFound] = useState<{ Card: ComponentType } | null>(null);
  useEffect(() => {
    // An iPhone in its browser knows no notifications and is asked all the same: it learns how.
    if ("Notification" in globalThis && Notification.permission === "denied") return;
    Promise.all([import("../reminders/AskCard"), loadReminders()])
      .then(([{ default: Card }]) => setFound({ Card }))
      .catch(() => {}); // no connection: next time
  }, []);
  return found && <found.Card />;
}
