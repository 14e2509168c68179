import type { ComponentChildren } from "preact";

import { Icon, type IconName } from "../../ui/Icon";
import { t } from "../i18n";
import { When } from "../parts/When";
import { can } from "../session/session";
import styles from "./Consent.module.css";
import { copyAddress, type DeskConsent, printAddress } from "./data";

/** What the participant got, and the text itself. */
export function Documents({ consent, timeZone }: { consent: DeskConsent; timeZone: string }) {
  return (
    <>
      <h4 class={styles.part}>{t("consent.copies")}</h4>
      <ul class={styles.documents}>
        {consent.copies.map((copy) => (
          <li key={copy.id}>
            <DocumentLink href={copyAddress(copy.id)}>{t(`consent.copy.${copy.kind}`)}</DocumentLink>
            <span class={styles.soft}>
              <When at={copy.at} timeZone={timeZone} />
              {!copy.ready && `, ${t("consent.copy.making")}`}
            </span>
          </li>
        ))}
        {can("study.read") && (
          <li>
            <DocumentLink icon="print" href={printAddress(consent.version_id, consent.language)}>
              {t("consent.copy.text")}
            </DocumentLink>
          </li>
        )}
      </ul>
    </>
  );
}

type LinkProps = { href: string; icon?: IconName; children: ComponentChildren };

/** A PDF or picture that the browser shows beside the desk. */
export function DocumentLink({ href, icon = "document", children }: LinkProps) {
  return (
    <a class={styles.document} href={href} target="_blank" rel="noopener">
      <Icon name={icon} size={18} />
      {children}
      <span class="visually-hidden"> ({t("consent.new_tab")})</span>
    </a>
  );
}
