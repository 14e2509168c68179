import { useLocation } from "preact-iso";
import { useEffect, useRef, useState } from "preact/hooks";

import type { ConsentSection, ConsentStanding, ConsentText } from "../../api";
import { t } from "../../i18n";
import { Button, ButtonLink } from "../../ui/Button";
import { Live } from "../../ui/Live";
import { Notice } from "../../ui/Notice";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { useResource } from "../data/resource";
import { AskDialog } from "./AskDialog";
import { Blocks } from "./Blocks";
import styles from "./Consent.module.css";
import { chapters, consent, consentText, nextStep, tell } from "./data";
import { ReadAloud } from "./ReadAloud";
import { TextLanguage } from "./TextLanguage";

/** One chapter a page. Going on marks it as read. */
export function ReadPage({ section: key }: { section: string }) {
  const standing = useResource(consent).data;
  const text = useResource(consentText).data;
  const section = text && chapters(text).find((chapter) => chapter.key === key);
  if (!text || !standing || !section) {
    return (
      <Page title={t("consent.title")} back="/consent" ready={false}>
        <Shown of={consentText}>{() => <p>{t("consent.read.gone")}</p>}</Shown>
      </Page>
    );
  }
  return <Chapter text={text} section={section} standing={standing} />;
}

type Props = { text: ConsentText; section: ConsentSection; standing: ConsentStanding };

function Chapter({ text, section, standing }: Props) {
  const { query, route } = useLocation();
  const [asking, setAsking] = useState<number | null>(null);
  const [asked, setAsked] = useState(false);
  const seconds = useSeconds();
  const all = chapters(text);
  const at = all.findIndex(({ key }) => key === section.key);
  const before = all[at - 1];
  const quiz = query.quiz;
  const isKey = text.key_information.some(({ key }) => key === section.key);
  const group = isKey ? text.key_information : text.sections;
  const number = group.findIndex(({ key }) => key === section.key) + 1;

  function goOn() {
    tell(text, { kind: "section", section: section.key, seconds: seconds() });
    const next = all[at + 1];
    if (quiz) route(`/consent/quiz/${quiz}`);
    else if (next) route(`/consent/read/${next.key}`);
    else route(standing.to_sign ? nextStep(text, standing) : "/consent");
  }

  return (
    <Page
      title={section.title}
      back="/consent"
      above={
        <div class={styles.above}>
          <p class={styles.count}>
            {isKey
              ? t("consent.read.key", { number, of: group.length })
              : t("consent.read.chapter", { number, of: group.length })}
          </p>
          <progress class={styles.progress} value={at + 1} max={all.length} aria-hidden="true" />
        </div>
      }
    >
      {text.notice && <p class={styles.sample}>{text.notice}</p>}
      <div class={styles.tools}>
        <ReadAloud
          key={`${section.key}${text.language}`}
          words={[section.title, ...lines(section)]}
          lang={text.language}
          onStart={() => tell(text, { kind: "read_aloud", section: section.key, seconds: 0 })}
        />
        <TextLanguage text={text} />
      </div>
      <Blocks
        blocks={section.blocks}
        glossary={text.glossary}
        lang={text.language}
        onTerm={() => tell(text, { kind: "term", section: section.key, seconds: 0 })}
        after={
          standing.to_sign
            ? (paragraph) => (
                <button type="button" class={styles.ask} onClick={() => setAsking(paragraph)}>
                  {t("consent.ask")}
                </button>
              )
            : undefined
        }
      />
      <Live>
        {asked && (
          <Notice kind="green">
            <p>{t("consent.ask.sent")}</p>
          </Notice>
        )}
      </Live>
      <div class={styles.steps}>
        <Button wide onClick={goOn}>
          {quiz ? t("consent.read.toQuestion") : t("consent.read.next")}
        </Button>
        {before && !quiz && (
          <ButtonLink kind="quiet" wide href={`/consent/read/${before.key}`}>
            {t("consent.read.back")}
          </ButtonLink>
        )}
      </div>
      <AskDialog
        text={text}
        section={section}
        at={asking}
        onClose={(sent) => {
          setAsking(null);
          if (sent) setAsked(true);
        }}
      />
    </Page>
  );
}

function lines(section: ConsentSection): string[] {
  return section.blocks.flatMap((block) => block.items.map((item) => item.map(({ text }) => text).join("")));
}

/** How long the page was looked at: time in which it was hidden does not count. */
function useSeconds(): () => number {
  const spent = useRef({ before: 0, since: Date.now() });
  useEffect(() => {
    const seen = () => {
      const now = Date.now();
      if (document.visibilityState === "hidden") spent.current.before += now - spent.current.since;
      else spent.current.since = now;
    };
    document.addEventListener("visibilitychange", seen);
    return () => document.removeEventListener("visibilitychange", seen);
  }, []);
  return () => Math.min(86_400, Math.round((spent.current.before + Date.now() - spent.current.since) / 1000));
}
