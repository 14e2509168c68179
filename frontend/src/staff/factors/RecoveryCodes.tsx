import { useEffect, useRef, useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { t } from "../i18n";
import { Actions } from "../parts/Facts";
import styles from "./Factors.module.css";

/** Ten codes, shown once: to copy, to print, and to be kept before one goes on. */
export function RecoveryCodes({ codes, rank, onKept }: { codes: string[]; rank: 2 | 3; onKept: () => void }) {
  const Heading = rank === 2 ? "h2" : "h3";
  const heading = useRef<HTMLHeadingElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => heading.current?.focus(), []);

  async function copy() {
    await navigator.clipboard.writeText(codes.join("\n"));
    setCopied(true);
  }

  return (
    <section class={styles.codes} aria-labelledby="recovery-codes">
      <Heading id="recovery-codes" ref={heading} tabIndex={-1}>
        {t("factors.codes.title")}
      </Heading>
      <p>{t("factors.codes.lead")}</p>
      <ol>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <Actions>
        <Button onClick={onKept}>{t("factors.codes.kept")}</Button>
        <Button kind="quiet" icon="copy" onClick={() => void copy()}>
          {t("factors.codes.copy")}
        </Button>
        <Button kind="quiet" icon="print" onClick={() => print()}>
          {t("factors.codes.print")}
        </Button>
      </Actions>
      <p role="status">{copied ? t("factors.codes.copied") : ""}</p>
    </section>
  );
}
