import { useState } from "preact/hooks";

import type { ConsentBlock, ConsentSpan, ConsentTerm } from "../../api";
import { t } from "../../i18n";
import { Dialog } from "../../ui/Dialog";
import styles from "./Consent.module.css";

type Props = {
  blocks: readonly ConsentBlock[];
  glossary: readonly ConsentTerm[];
  lang: string;
  /** Told when a word's meaning is opened. */
  onTerm?: (key: string) => void;
  /** What stands after each paragraph, such as the button to ask about it. */
  after?: (at: number) => preact.ComponentChildren;
};

/** Paragraphs and lists of a chapter. A word with a dotted line opens its meaning. */
export function Blocks({ blocks, glossary, lang, onTerm, after }: Props) {
  const [shown, setShown] = useState<ConsentTerm | null>(null);
  const open = (key: string) => {
    setShown(glossary.find((term) => term.key === key) ?? null);
    onTerm?.(key);
  };
  return (
    <div class={styles.text} lang={lang}>
      {blocks.map((block, at) => (
        <div class={styles.block} key={at}>
          {block.kind === "list" ? (
            <ul>
              {block.items.map((item, index) => (
                <li key={index}>
                  <Spans spans={item} open={open} />
                </li>
              ))}
            </ul>
          ) : (
            <p>
              <Spans spans={block.items[0] ?? []} open={open} />
            </p>
          )}
          {after?.(at)}
        </div>
      ))}
      <Dialog open={shown !== null} onClose={() => setShown(null)} title={shown?.term ?? ""} closeLabel={t("app.close")} sheet>
        <p lang={lang}>{shown?.meaning}</p>
      </Dialog>
    </div>
  );
}

function Spans({ spans, open }: { spans: readonly ConsentSpan[]; open: (key: string) => void }) {
  return (
    <>
      {spans.map((span, at) => {
        const { term } = span;
        const words = span.strong ? <strong>{span.text}</strong> : span.text;
        if (term === null) return <span key={at}>{words}</span>;
        return (
          <button type="button" class={styles.term} key={at} onClick={() => open(term)} aria-haspopup="dialog">
            {words}
          </button>
        );
      })}
    </>
  );
}
