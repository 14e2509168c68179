import { dayInWords } from "../../i18n/dates";
import styles from "./Announce.module.css";

type Props = {
  /** What the language is called. */
  language: string;
  lang: string;
  title: string;
  text: string;
  at: string;
};

/** An announcement as it stands on the phone: text is text, whatever it holds. */
export function OnPhone({ language, lang, title, text, at }: Props) {
  return (
    <figure class={styles.figure}>
      <figcaption>{language}</figcaption>
      <div class={styles.phone} lang={lang}>
        <p class={styles.phoneTitle}>{title}</p>
        <p class={styles.phoneDay}>{dayInWords(lang, at.slice(0, 10))}</p>
        <p class={styles.phoneText}>{text}</p>
      </div>
    </figure>
  );
}
