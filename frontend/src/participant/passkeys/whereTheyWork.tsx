import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

import { loadPasskeys } from "../../i18n";
import { canHavePasskeys } from "./ability";

type Module = { default: ComponentType };

/** A part about passkeys: it comes after the page, and only where the device can have one. */
export function whereTheyWork(fetcher: () => Promise<Module>) {
  return function Part() {
    const [found, setFound] = useState<{ Part: ComponentType } | null>(null);
    const here = canHavePasskeys();
    useEffect(() => {
      if (!here) return;
      Promise.all([fetcher(), loadPasskeys()])
        .then(([{ default: Loaded }]) => setFound({ Part: Loaded }))
        .catch(() => {}); // no connection: next time
    }, [here]);
    return found && <found.Part />;
  };
}
