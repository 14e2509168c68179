import { useEffect, useRef } from "preact/hooks";

import { Button } from "../../ui/Button";
import { t } from "../i18n";
import joining from "../joining/Joining.module.css";
import { announce } from "../parts/announce";
import { Actions } from "../parts/Facts";
import { shortDay } from "../words/dates";
import type { Told } from "./told";
import styles from "./Team.module.css";

/** The code and its link, this once: the portal keeps none that it could show again. */
export function CodeCard({ told, onHide }: { told: Told; onHide: () => void }) {
  const { code, link, lastDay, mailed, email } = told;
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Last of all: the panel and the form that closes give the focus away in this frame, too.
    let next = requestAnimationFrame(() => {
      next = requestAnimationFrame(() => head.current?.focus());
    });
    return () => cancelAnimationFrame(next);
  }, [told]);
  if (!code) {
    return (
      <div class={joining.card} role="status">
        <p>{t("joining.code.gone")}</p>
        <Button kind="quiet" onClick={onHide}>
          {t("joining.code.close")}
        </Button>
      </div>
    );
  }
  const copy = async (text: string, said: string) => {
    await navigator.clipboard.writeText(text);
    announce(said);
  };
  return (
    <div class={joining.card} role="group" aria-label={t("joining.code.title")}>
      <h3 ref={head} tabIndex={-1}>
        {t("joining.code.title")}
      </h3>
      <p class={joining.code}>{code}</p>
      {link && <p class={styles.link}>{link}</p>}
      <p class={joining.soft}>
        {lastDay && `${t("joining.code.until", { day: shortDay(lastDay) })} `}
        {t(mailed ? "joining.code.mailed" : "team.code.hand_over", { email })}
      </p>
      <Actions>
        {link && (
          <Button kind="quiet" icon="copy" onClick={() => void copy(link, t("team.code.link_copied"))}>
            {t("team.code.copy_link")}
          </Button>
        )}
        <Button kind="plain" onClick={() => void copy(code, t("joining.code.copied"))}>
          {t("joining.code.copy")}
        </Button>
        <Button kind="plain" onClick={onHide}>
          {t("joining.code.close")}
        </Button>
      </Actions>
    </div>
  );
}
