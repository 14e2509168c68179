import type { OwnThreadRow } from "../../api";
import { t } from "../../i18n";
import { travel } from "../claims/data";
import { visit as visitOf } from "../data/answers";
import { takesPart } from "../data/session";
import type { About } from "./draft";
import styles from "./Messages.module.css";

type Row = Pick<OwnThreadRow, "about_visit" | "about_claim">;

/** The visit or claim a conversation is about, in words; null where it is about none, or it is not known here. */
function inWords(row: Row | null, about: About | null): string | null {
  const claim = travel.shown.value.data?.claims.find(({ id }) => id === about?.claim_id);
  const visit = about?.visit_id ? visitOf(about.visit_id).shown.value.data : null;
  const name = row?.about_visit ?? visit?.name;
  if (name) return t(takesPart() ? "msg.about.visit" : "msg.about.visit.other", { name });
  const reference = row?.about_claim ?? claim?.reference;
  return reference ? t("msg.about.claim", { reference }) : null;
}

export function AboutWords({ row, about }: { row: Row | null; about: About | null }) {
  const words = inWords(row, about);
  return words === null ? null : <span class={styles.soft}>{words}</span>;
}

/** The same as a way there. */
export function AboutLink({ row, about }: { row: Row | null; about: About | null }) {
  const words = inWords(row, about);
  if (words === null || !about) return null;
  const href = about.visit_id ? `/visits/${about.visit_id}` : `/travel/claims/${about.claim_id ?? ""}`;
  return (
    <a class={styles.about} href={href}>
      {words}
    </a>
  );
}
