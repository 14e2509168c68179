import type { ComponentChildren, ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import styles from "./Page.module.css";

type Fetcher<P> = () => Promise<{ default: ComponentType<P> }>;

/** A page in a chunk of its own, with something to see while it loads and a way on if it does not. */
export function lazyPage<P extends object>(fetcher: Fetcher<P>) {
  return lazy(fetcher, ({ children }) => (
    <main class={styles.main} id="main">
      {children}
    </main>
  ));
}

/** The same for a part of a page. */
export function lazyPart<P extends object>(fetcher: Fetcher<P>) {
  return lazy(fetcher, ({ children }) => <>{children}</>);
}

function lazy<P extends object>(fetcher: Fetcher<P>, Around: ComponentType<{ children: ComponentChildren }>) {
  let Loaded: ComponentType<P> | null = null;
  let coming: Promise<{ default: ComponentType<P> }> | null = null;

  /** Begins to load before the page is shown; what failed is tried anew. */
  function preload() {
    coming ??= fetcher().catch((cause: unknown) => {
      coming = null;
      throw cause;
    });
    return coming;
  }

  function Lazy(props: P) {
    const [state, setState] = useState<"loading" | "loaded" | "failed">("loading");
    useEffect(() => {
      if (state !== "loading" || Loaded) return;
      preload()
        .then((module) => {
          Loaded = module.default;
          setState("loaded");
        })
        .catch(() => setState("failed"));
    }, [state]);
    if (Loaded) return <Loaded {...props} />;
    return (
      <Around>
        {state === "failed" ? (
          <Notice kind="amber" role="alert">
            <p>{t("offline.nothing")}</p>
            <Button kind="quiet" onClick={() => setState("loading")}>
              {t("app.retry")}
            </Button>
          </Notice>
        ) : (
          <Skeleton label={t("app.loading")} blocks={2} />
        )}
      </Around>
    );
  }
  return Object.assign(Lazy, { preload });
}
