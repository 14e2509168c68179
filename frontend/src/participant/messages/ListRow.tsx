import type { ComponentChildren } from "preact";

import type { OwnMessages } from "../../api";
import { t } from "../../i18n";
import { deviceZone } from "../../i18n/dates";
import { Icon, type IconName } from "../../ui/Icon";
import rows from "../../ui/Rows.module.css";
import { help } from "../data/answers";
import { AboutWords } from "./About";
import type { Draft } from "./draft";
import type { Entry, ThreadEntry } from "./list";
import styles from "./Messages.module.css";
import { announcementPage, threadPage } from "./path";
import { aboutOf, type Parcel, refusalOf } from "./sending";
import { shortWhen, standing } from "./words";

/** One line of the list, as a link to all of it. */
export function Row({ entry, data }: { entry: Entry; data: OwnMessages }) {
  if (entry.kind === "thread") return <ThreadRow entry={entry} data={data} />;
  const { said } = entry;
  return (
    <Line href={announcementPage(said.id)} icon="info" title={said.title} fresh={!said.read} when={shortWhen(said.at)} above={t("msg.fromStudy")}>
      <span class={styles.oneLine}>{said.text}</span>
    </Line>
  );
}

/** The title in the study's words, also for what the server does not know yet. */
function titleOf({ row, parcel, draft }: ThreadEntry, { topics }: OwnMessages): string {
  const key = parcel?.body.topic ?? draft?.about?.topic;
  return row?.topic_label ?? topics.find((topic) => topic.key === key)?.label ?? t("msg.thread");
}

function ThreadRow({ entry, data }: { entry: ThreadEntry; data: OwnMessages }) {
  const { id, at, row, parcel, draft } = entry;
  const zone = help.shown.value.data?.time_zone ?? data.answer?.time_zone ?? deviceZone();
  const about = parcel ? aboutOf(parcel.body) : draft?.about;
  const icon: IconName = parcel?.state === "refused" ? "alert" : parcel ? "clock" : draft ? "edit" : "messages";
  return (
    <Line href={threadPage(id)} icon={icon} title={titleOf(entry, data)} fresh={(row?.unread ?? 0) > 0} when={shortWhen(at)}>
      <AboutWords row={row} about={about ?? null} />
      <Last entry={entry} />
      {parcel && <span class={styles.amber}>{parcelInWords(parcel)}</span>}
      {!parcel && draft && <span class={styles.amber}>{t("msg.begun")}</span>}
      {!parcel && row && <span class={styles.soft}>{standing(row, zone)}</span>}
    </Line>
  );
}

/** The last words of it, by whom. */
function Last({ entry: { row, parcel, draft } }: { entry: ThreadEntry }) {
  if (parcel) return <span class={styles.oneLine}>{t("msg.you", { text: parcel.body.text || t("msg.files") })}</span>;
  if (!row) return <span class={styles.oneLine}>{wordsOf(draft)}</span>;
  const text = row.last_text || t("msg.files");
  return <span class={styles.oneLine}>{row.last_from_team ? `${row.last_author}: ${text}` : t("msg.you", { text })}</span>;
}

const wordsOf = (draft: Draft | null) => (draft?.text.trim() ? draft.text.trim() : t("msg.files"));

function parcelInWords(parcel: Parcel): string {
  switch (parcel.state) {
    case "refused":
      return refusalOf(parcel) || t("msg.state.refused");
    case "signed_out":
      return t("msg.state.signIn");
    case "waiting":
      return t("msg.state.unsent");
    case "leaving":
      return t("msg.state.leaving");
  }
}

type LineProps = {
  href: string;
  icon: IconName;
  title: string;
  fresh: boolean;
  when: string;
  above?: string;
  children: ComponentChildren;
};

function Line({ href, icon, title, fresh, when, above, children }: LineProps) {
  return (
    <a class={rows.row} href={href}>
      <Icon name={icon} />
      <span class={rows.words}>
        {above && <span class={styles.above}>{above}</span>}
        <span class={styles.head}>
          <span class={fresh ? styles.strong : undefined}>{title}</span>
          {fresh && <span class={styles.new}>{t("msg.new")}</span>}
        </span>
        {children}
        <span class={styles.soft}>{when}</span>
      </span>
      <Icon name="chevron" />
    </a>
  );
}
