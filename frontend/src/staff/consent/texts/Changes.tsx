import { t } from "../../i18n";
import { Mark } from "../../parts/Mark";
import type { VersionText } from "../data";
import styles from "./Texts.module.css";

type Change = VersionText["changes"][number];

const looks = {
  added: { icon: "plus", tone: "green" },
  removed: { icon: "trash", tone: "red" },
  changed: { icon: "edit", tone: "ink" },
} as const;

/** What differs from the version before: new words underlined, removed ones struck out. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <>
      {changes.map((change) => {
        const { kind } = change;
        return (
          <section key={change.section}>
            <h4>
              {change.title}{" "}
              <span lang="en">
                <Mark {...looks[kind]}>{t(`text.change.${kind}`)}</Mark>
              </span>
            </h4>
            {change.summary && <p class={styles.summary}>{change.summary}</p>}
            {change.blocks.map((block, at) => (
              <p key={at}>
                {block.map((piece, index) => (
                  <Piece key={index} {...piece} />
                ))}
              </p>
            ))}
          </section>
        );
      })}
    </>
  );
}

/** Said in words too, for who cannot see the line under or through it. */
function Piece({ text, mark }: { text: string; mark: string }) {
  if (mark === "added") {
    return (
      <ins>
        <span class="visually-hidden" lang="en">
          {t("text.mark.added")}{" "}
        </span>
        {text}
      </ins>
    );
  }
  if (mark === "removed") {
    return (
      <del>
        <span class="visually-hidden" lang="en">
          {t("text.mark.removed")}{" "}
        </span>
        {text}
      </del>
    );
  }
  return <>{text}</>;
}
