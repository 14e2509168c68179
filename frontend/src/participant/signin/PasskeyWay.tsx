import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

import type { Session } from "../../api";

/** The button for a passkey: it comes after the page, and only where the device can have one. */
export function PasskeyWay({ session }: { session: Session }) {
  const [found, setFound] = useState<{ Way: ComponentType } | null>(null);
  const here = session.passkeys && "PublicKeyCredential" in globalThis;
  useEffect(() => {
    if (!here) return;
    import("./PasskeyButton").then(({ default: Way }) => setFound({ Way })).catch(() => {}); // no connection
  }, [here]);
  return found && <found.Way />;
}
