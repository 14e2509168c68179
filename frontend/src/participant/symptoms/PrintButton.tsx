import { useEffect } from "preact/hooks";

import { t } from "../../i18n";
import { Button } from "../../ui/Button";

/** Prints the page, with everything unfolded: paper cannot be tapped. */
export function PrintButton() {
  useEffect(() => {
    let unfolded: HTMLDetailsElement[] = [];
    const unfold = () => {
      unfolded = [...document.querySelectorAll<HTMLDetailsElement>("main details:not([open])")];
      for (const part of unfolded) part.open = true;
    };
    const fold = () => {
      for (const part of unfolded) part.open = false;
      unfolded = [];
    };
    addEventListener("beforeprint", unfold);
    addEventListener("afterprint", fold);
    return () => {
      removeEventListener("beforeprint", unfold);
      removeEventListener("afterprint", fold);
    };
  }, []);
  return (
    <Button kind="quiet" icon="print" onClick={() => window.print()}>
      {t("reports.print")}
    </Button>
  );
}
