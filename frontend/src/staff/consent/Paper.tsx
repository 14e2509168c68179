import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { t } from "../i18n";
import { Section } from "../parts/Facts";
import { languageName } from "../participants/words";
import { can, session } from "../session/session";
import styles from "./Consent.module.css";
import { type ConsentDetail, printAddress } from "./data";
import { DocumentLink } from "./Documents";
import { PaperForm } from "./PaperForm";

/** For who signs on paper: the text to print, and the form for what came back. */
export function Paper({ detail }: { detail: ConsentDetail }) {
  const [open, setOpen] = useState(false);
  const { paper_version_id: version } = detail;
  if (!version) return null;
  const may = can("consent.write");
  return (
    <Section
      title={t("paper.title")}
      action={
        may &&
        !open && (
          <Button kind="quiet" onClick={() => setOpen(true)}>
            {t("paper.record")}
          </Button>
        )
      }
    >
      {can("study.read") && (
        <p class={styles.prints}>
          <span>{t("paper.print")}</span>
          {(session.value?.languages ?? ["en"]).map((key) => (
            <DocumentLink key={key} icon="print" href={printAddress(version, key)}>
              {languageName(key)}
            </DocumentLink>
          ))}
        </p>
      )}
      {open && <PaperForm detail={detail} versionId={version} onClose={() => setOpen(false)} />}
    </Section>
  );
}
