import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { SelectField } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { useLoad } from "../data/useLoad";
import { t, type TextKey } from "../i18n";
import { Actions } from "../parts/Facts";
import { languageName } from "../participants/words";
import { type Replies, type Thread, threads } from "./data";
import type { Draft } from "./drafts";
import styles from "./Reply.module.css";
import { openPlaces } from "./words";

type Props = {
  thread: Thread;
  draft: Draft;
  change: (change: Partial<Draft>) => void;
  /** The id of the text's field. */
  field: string;
};

/** The study's prepared replies, put in in the person's language, and in another one when asked. */
export function Prepared({ thread, draft, change, field }: Props) {
  const { data } = useLoad(`replies ${thread.id}`, () => threads.replies(thread.id), { keep: true });
  const [key, setKey] = useState("");
  const [chosen, setChosen] = useState("");
  if (!data?.replies.length) return null;
  const language = chosen || (draft.inserted?.language ?? data.language);
  const put = (wanted: string, into: string) => {
    const text = data.replies.find((reply) => reply.key === wanted)?.text[into];
    if (text === undefined) return;
    change({ text: withReply(draft, text), inserted: { key: wanted, language: into, text } });
  };
  const putIn = () => {
    put(key, language);
    requestAnimationFrame(() => show(field));
  };
  // What stands there as it was put in turns with the language; what was changed by hand is left alone.
  const turn = (into: string) => {
    setChosen(into);
    if (draft.inserted && draft.text.includes(draft.inserted.text)) put(draft.inserted.key, into);
  };
  return (
    <div class={styles.prepared}>
      <SelectField label={t("reply.prepared")} value={key} onChange={(event) => setKey(event.currentTarget.value)}>
        <option value="">{t("choose")}</option>
        {data.replies.map((reply) => (
          <option key={reply.key} value={reply.key}>
            {reply.label}
          </option>
        ))}
      </SelectField>
      <Languages replies={data} language={language} onChange={turn} />
      <Button kind="quiet" aria-disabled={!key} onClick={putIn}>
        {t("reply.prepared.put")}
      </Button>
    </div>
  );
}

type LanguageProps = { replies: Replies; language: string; onChange: (language: string) => void };

function Languages({ replies, language, onChange }: LanguageProps) {
  const keys = Object.keys(replies.replies[0]?.text ?? {});
  if (keys.length < 2) return null;
  return (
    <SelectField
      label={t("reply.prepared.language")}
      value={language}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {keys.map((one) => (
        <option key={one} value={one}>
          {one === replies.language
            ? t("reply.prepared.theirs", { language: languageName(one) })
            : languageName(one)}
        </option>
      ))}
    </SelectField>
  );
}

/** In the place of the one that was put in before and not touched since; else below what is typed. */
export function withReply({ text, inserted }: Pick<Draft, "text" | "inserted">, reply: string): string {
  if (inserted && text.includes(inserted.text)) return text.replace(inserted.text, () => reply);
  return text.trim() ? `${text.trimEnd()}\n\n${reply}` : reply;
}

/** Leads to a place in the text, to the first open one unless told, and marks it: typing fills it in. */
function show(field: string, wanted?: string) {
  const area = document.getElementById(field);
  if (!(area instanceof HTMLTextAreaElement)) return;
  area.focus();
  const place = wanted ?? openPlaces(area.value)[0] ?? "";
  const from = area.value.indexOf(place);
  if (place && from >= 0) area.setSelectionRange(from, from + place.length);
}

const named = (place: string) => t(`reply.place.${place.slice(1, -1)}` as TextKey);

/** What has to be filled in by hand before it is sent; each leads to its place. */
export function Places({ text, field }: { text: string; field: string }) {
  const places = openPlaces(text);
  if (!places.length) return null;
  return (
    <Notice kind="amber" icon="edit" role="status">
      <p>{t("reply.places")}</p>
      <Actions>
        {places.map((place) => (
          <Button
            key={place}
            kind="quiet"
            aria-label={t("reply.places.show", { place: named(place) })}
            onClick={() => show(field, place)}
          >
            {named(place)}
          </Button>
        ))}
      </Actions>
    </Notice>
  );
}
