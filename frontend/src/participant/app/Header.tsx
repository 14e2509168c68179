import { signal } from "@preact/signals";
import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import { t } from "../../i18n";
import { Icon } from "../../ui/Icon";
import { Brand } from "./Brand";
import { lazyPart } from "./lazyPage";
import styles from "./Header.module.css";
import { goBack } from "./navigation";

/** Where the page on the screen leads back to; null on the pages of the bottom bar. */
export const header = signal<string | null>(null);

const HelpSheet = lazyPart(() => import("../help/HelpSheet"));

function back(event: MouseEvent) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || !goBack()) return;
  event.preventDefault();
  event.stopPropagation();
}

/** Her own settings, and signing out. */
function More() {
  const { path } = useLocation();
  return (
    <a class={styles.more} href="/more" aria-current={path === "/more" || path.startsWith("/more/") ? "page" : undefined}>
      <Icon name="person" />
      {t("tab.more")}
    </a>
  );
}

export function Header({ inside = false }: { inside?: boolean }) {
  const [help, setHelp] = useState<boolean | null>(null);
  return (
    <>
      <a class={styles.skip} href="#main">
        {t("app.skip")}
      </a>
      <header class={styles.header}>
        <div class={styles.row}>
          {header.value === null ? (
            <span class={styles.brand}>
              <Brand />
              <span>{t("app.name")}</span>
            </span>
          ) : (
            <a class={styles.back} href={header.value} onClick={back}>
              <Icon name="back" />
              {t("app.back")}
            </a>
          )}
          <div class={styles.always}>
            <button type="button" class={styles.help} onClick={() => setHelp(true)}>
              <Icon name="phone" size={20} />
              {t("help.button")}
            </button>
            {inside && <More />}
          </div>
        </div>
      </header>
      {help !== null && <HelpSheet open={help} onClose={() => setHelp(false)} />}
    </>
  );
}
