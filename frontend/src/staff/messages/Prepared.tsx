import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { SelectField } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { useLoad } from "../data/useLoad";
import { t, type TextKey } from "../i18n";
import { Actions, Row } from "../parts/Facts";
import { languageName } from "../participants/words";
import { type Reply, type Thread, threads } from "./data";
import type { Draft } from "./drafts";
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
  const [chosen, setChosen] = useState("");
  if (!data?.replies.length) return null;
  const language = chosen || (draft.inserted?.language ?? data.language);
  const languages = Object.keys(data.replies[0]?.text ?? {});
  const put = (reply: Reply | undefined, into: string) => {
    const text = reply?.text[into];
    if (!reply || text === undefined) return;
    change({ text: withReply(draft, text), inserted: { key: reply.key, language: into, text } });
    requestAnimationFrame(() => show(field, openPlaces(text)[0] ?? ""));
  };
  const turn = (into: string) => {
    setChosen(into);
    const { inserted, text } = draft;
    if (inserted && text.includes(inserted.text)) put(data.replies.find(({ key }) => key === inserted.key), into);
  };
  return (
    <Row>
      <SelectField
        label={t("reply.prepared")}
        value=""
        onChange={(event) => put(data.replies.find(({ key }) => key === event.currentTarget.value), language)}
      >
        <option value="">{t("reply.prepared.choose")}</option>
        {data.replies.map(({ key, label }) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </SelectField>
      {languages.length > 1 && (
        <SelectField
          label={t("reply.prepared.language")}
          value={language}
          onChange={(event) => turn(event.currentTarget.value)}
        >
          {languages.map((key) => (
            <option key={key} value={key}>
              {key === data.language
                ? t("reply.prepared.theirs", { language: languageName(key) })
                : languageName(key)}
            </option>
          ))}
        </SelectField>
      )}
    </Row>
  );
}

/** In the place of the one that was put in before and not touched since; else below what is typed. */
export function withReply({ text, inserted }: Pick<Draft, "text" | "inserted">, reply: string): string {
  if (inserted && text.includes(inserted.text)) return text.replace(inserted.text, () => reply);
  return text.trim() ? `${text.trimEnd()}\n\n${reply}` : reply;
}

/** Leads to a place in the text and marks it, so that typing fills it in. */
function show(field: string, place: string) {
  const area = document.getElementById(field);
  if (!(area instanceof HTMLTextAreaElement)) return;
  area.focus();
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
