import type { ComponentChildren } from "preact";

import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import type { Problem } from "../data/problem";
import type { Loaded } from "../data/useLoad";
import { t } from "../i18n";
import styles from "./Shown.module.css";

/** What is shown of something fetched: its skeleton, its refusal with a way on, or itself. */
export function Shown<T>({
  of,
  lines = 6,
  children,
}: {
  of: Loaded<T>;
  lines?: number;
  children: (data: T) => ComponentChildren;
}) {
  if (of.data !== null) {
    return (
      <>
        {of.error && <Failure problem={of.error} onRetry={of.reload} />}
        {children(of.data)}
      </>
    );
  }
  if (of.error) return <Failure problem={of.error} onRetry={of.reload} />;
  return (
    <div class={styles.loading}>
      <Skeleton label={t("loading")} lines={lines} />
    </div>
  );
}

const settled = new Set(["not_found", "not_allowed", "forbidden"]);

/** What happened, what to do, and where trying again can help, a button for it. */
export function Failure({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const final = settled.has(problem.code) || problem.status === 403 || problem.status === 404;
  return (
    <div class={styles.failure}>
      <Notice kind={final ? "info" : "red"} icon={problem.code === "offline" ? "offline" : undefined} role="alert">
        <strong>{problem.status === 403 ? t("error.forbidden") : problem.title}</strong>
        {problem.detail && <p>{problem.detail}</p>}
        {!final && onRetry && (
          <Button kind="quiet" icon="refresh" onClick={onRetry}>
            {t("error.retry")}
          </Button>
        )}
      </Notice>
    </div>
  );
}

/** A list with nothing in it says why, in words. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class={styles.empty}>
      <p class={styles.title}>{title}</p>
      {children}
    </div>
  );
}
