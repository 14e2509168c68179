import { TextArea, TextField } from "../../ui/Field";
import { at, type Problem } from "../data/problem";
import { t } from "../i18n";
import { languageName } from "../participants/words";
import styles from "./Announce.module.css";
import { LONGEST_TITLE, type Study, write, type Written } from "./announcing";
import { LONGEST_TEXT } from "./ReplyForm";

type Props = { study: Study; draft: Written; problem: Problem | null };

/** Title and text in each language of the study, side by side where there is room. */
export function AnnounceTexts({ study, draft, problem }: Props) {
  return (
    <div class={styles.languages}>
      {study.languages.map((key) => {
        const language = languageName(key);
        return (
          <fieldset key={key} class={styles.language}>
            <legend>{language}</legend>
            <TextField
              id={`announce-title-${key}`}
              label={t("announce.title", { language })}
              error={at(problem, `title.${key}`)}
              lang={key}
              maxLength={LONGEST_TITLE}
              value={draft.title[key] ?? ""}
              onInput={(event) => write({ title: { ...draft.title, [key]: event.currentTarget.value } })}
            />
            <TextArea
              id={`announce-text-${key}`}
              label={t("announce.text", { language })}
              error={at(problem, `text.${key}`)}
              lang={key}
              rows={8}
              maxLength={LONGEST_TEXT}
              value={draft.text[key] ?? ""}
              onInput={(event) => write({ text: { ...draft.text, [key]: event.currentTarget.value } })}
            />
          </fieldset>
        );
      })}
    </div>
  );
}
