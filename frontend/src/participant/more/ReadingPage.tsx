import { useState } from "preact/hooks";

import { type Language, language, languageNames, languages, t } from "../../i18n";
import { Choices } from "../../ui/Choices";
import { Notice } from "../../ui/Notice";
import { setTextSize, setTheme, textSize, textSizes, theme } from "../../ui/prefs";
import { words } from "../app/failure";
import { Page } from "../app/Page";
import { chooseLanguage } from "../data/session";
import styles from "./More.module.css";

/** Language, text size and colours. Each counts at once. */
export default function ReadingPage() {
  const [problem, setProblem] = useState("");
  const [size, setSize] = useState(textSize);
  const [colours, setColours] = useState(theme);

  async function speak(wanted: Language) {
    setProblem("");
    try {
      await chooseLanguage(wanted);
    } catch (failure) {
      setProblem(words(failure, { offline: "reading.offline" }));
    }
  }

  return (
    <Page title={t("more.reading")} back="/more">
      <Choices
        legend={t("reading.language")}
        choices={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
        value={language.value}
        onChange={(value) => void speak(value)}
      />
      {problem && (
        <Notice kind="amber" role="alert">
          <p>{problem}</p>
        </Notice>
      )}
      <Choices
        legend={t("reading.size")}
        choices={textSizes.map((value) => ({ value, label: t(`reading.size.${value}`) }))}
        value={size}
        onChange={(value) => {
          setSize(value);
          setTextSize(value);
        }}
      />
      <Choices
        legend={t("reading.theme")}
        choices={(["auto", "light", "dark"] as const).map((value) => ({ value, label: t(`reading.theme.${value}`) }))}
        value={colours}
        onChange={(value) => {
          setColours(value);
          setTheme(value);
        }}
      />
      <p class={styles.soft}>{t("reading.here")}</p>
    </Page>
  );
}
