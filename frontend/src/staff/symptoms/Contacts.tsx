import { t } from "../i18n";
import { When } from "../parts/When";
import type { Contact } from "./data";
import styles from "./Symptoms.module.css";

/** The tries to reach her, the first one first. */
export function Contacts({ contacts, zone }: { contacts: readonly Contact[]; zone: string }) {
  if (!contacts.length) return <p>{t("contact.none")}</p>;
  return (
    <ul class={styles.lines}>
      {contacts.map((contact) => (
        <li key={contact.at + contact.by}>
          <p>
            <strong>{t(contact.reached ? "contact.reached" : "contact.not_reached")}</strong>
            {`, ${t(`contact.told.${contact.way}`)}`}
          </p>
          {contact.note && <p class={styles.words}>{contact.note}</p>}
          <p class={styles.soft}>
            <When at={contact.at} timeZone={zone} />
            {` · ${contact.by}`}
          </p>
        </li>
      ))}
    </ul>
  );
}
