import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import styles from "./Banners.module.css";
import { update } from "./worker";

/** What concerns every page: that a new version waits, and what is not sent yet. */
export function Banners({ account }: { account: string | null }) {
  const takeOver = update.value;
  const Unsent = useUnsent(account !== null);
  return (
    <div class={styles.banners} aria-live="polite">
      {takeOver && (
        <Notice icon="refresh">
          <p>{t("update.ready")}</p>
          <Button kind="quiet" onClick={takeOver}>
            {t("update.use")}
          </Button>
        </Notice>
      )}
      {Unsent && <Unsent account={account} />}
    </div>
  );
}

/** Comes with the first person who is signed in, after the page she sees, and stays. */
function useUnsent(needed: boolean) {
  const [found, setFound] = useState<{ Unsent: ComponentType<{ account: string | null }> } | null>(null);
  useEffect(() => {
    if (!needed || found) return;
    const load = () => {
      import("./UnsentBanner").then(({ UnsentBanner }) => setFound({ Unsent: UnsentBanner })).catch(() => {}); // next time
    };
    load();
    addEventListener("online", load);
    return () => removeEventListener("online", load);
  }, [needed, found]);
  return found?.Unsent;
}
