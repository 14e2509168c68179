import { language, languageNames, languages, t } from "../../i18n";
import { chooseLanguage } from "../data/session";
import styles from "./LanguageSwitch.module.css";

/** Each language in its own words, so that one finds it without knowing the other. */
export function LanguageSwitch() {
  return (
    <div class={styles.switch} role="group" aria-label={t("signin.language")}>
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === language.value}
          onClick={() => void chooseLanguage(one)}
        >
          {languageNames[one]}
        </button>
      ))}
    </div>
  );
}
