import { useEffect, useRef } from "preact/hooks";

import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { changed } from "../data/useLoad";
import { t } from "../i18n";
import styles from "./Stale.module.css";
import { When } from "./When";

export type Compared = { label: string; mine: string; present: string };

type Props = {
  by: string | null;
  at: string | null;
  rows: readonly Compared[];
  busy?: boolean;
  onAgain: () => void;
  onDiscard: () => void;
};

/** Somebody else was faster. Nothing was overwritten: both values stand here, and she decides. */
export function Stale({ by, at, rows, busy = false, onAgain, onDiscard }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const discard = () => {
    onDiscard();
    void changed(); // so that what the other person saved is what is seen
  };
  return (
    <div ref={box} tabIndex={-1} class={styles.box}>
      <Notice kind="amber" icon="person" role="alert">
        <p>
          <strong>{by ? t("stale.who", { name: by }) : t("stale.someone")}</strong> {at && <When at={at} />}
        </p>
        <p>{t("stale.kept")}</p>
        {rows.length > 0 && (
          <table class={styles.table}>
            <thead>
              <tr>
                <th scope="col">
                  <span class="visually-hidden">{t("stale.field")}</span>
                </th>
                <th scope="col">{t("stale.present")}</th>
                <th scope="col">{t("stale.mine")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ label, mine, present }) => (
                <tr key={label} class={mine === present ? undefined : styles.differs}>
                  <th scope="row">{label}</th>
                  <td>{present || t("none")}</td>
                  <td>{mine || t("none")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <div class={styles.actions}>
          <Button kind="primary" busy={busy} onClick={onAgain}>
            {t("stale.again")}
          </Button>
          <Button kind="quiet" onClick={discard}>
            {t("stale.discard")}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
