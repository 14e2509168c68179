import { useRoute } from "preact-iso";

import { useLoad } from "../../data/useLoad";
import { t } from "../../i18n";
import { Fact, Facts, Section } from "../../parts/Facts";
import { Page } from "../../parts/Page";
import { Shown } from "../../parts/Shown";
import { When } from "../../parts/When";
import { languageName } from "../../participants/words";
import { ConsentTabs } from "../ConsentTabs";
import { consents, printAddress, type VersionDetail, type VersionRow } from "../data";
import { DocumentLink } from "../Documents";
import { ApprovalStep } from "./ApprovalStep";
import { Elements } from "./Elements";
import { Grades } from "./Grades";
import { Preview } from "./Preview";
import { VersionMark } from "./TextMarks";
import styles from "./Texts.module.css";
import { Counted } from "./VersionsPage";
import { againWords, dayOr } from "./words";

/** One version: what it says, what the check found, and the steps until it is in force. */
export function VersionPage() {
  const { id = "" } = useRoute().params;
  const loaded = useLoad(`consent version ${id}`, () => consents.version(id));
  const row = loaded.data?.row;
  return (
    <Page
      title={row ? t("text.title", { label: row.label }) : t("texts.title")}
      count={row && <VersionMark row={row} />}
      actions={<a href="/staff/consent/versions">{t("text.back")}</a>}
      filters={<ConsentTabs current="texts" />}
    >
      <Shown of={loaded} lines={12}>
        {(detail) => <Body key={id} detail={detail} />}
      </Shown>
    </Page>
  );
}

function Body({ detail }: { detail: VersionDetail }) {
  return (
    <div class={styles.text}>
      <ApprovalStep detail={detail} />
      <Section title={t("text.facts")} rank={2}>
        <VersionFacts row={detail.row} />
      </Section>
      <Section title={t("text.elements")} rank={2}>
        <Elements detail={detail} />
      </Section>
      <Section title={t("text.grades")} rank={2}>
        <Grades detail={detail} />
      </Section>
      <Section title={t("text.preview")} rank={2}>
        <Preview texts={detail.texts} />
      </Section>
    </div>
  );
}

function VersionFacts({ row }: { row: VersionRow }) {
  const approved = row.state !== "draft";
  return (
    <Facts>
      {approved && (
        <>
          <Fact name={t("text.reference")}>
            {row.approval_reference}, {dayOr(row.approved_on, "")}
          </Fact>
          <Fact name={t("texts.valid_from")}>{dayOr(row.valid_from, "")}</Fact>
          <Fact name={t("texts.valid_until")}>{dayOr(row.valid_until, t("texts.open_end"))}</Fact>
          <Fact name={t("text.again")}>
            {againWords(row)}
            {row.sign_again.length > 0 && <div>{t(row.visits_wait ? "text.again.wait" : "text.again.no_wait")}</div>}
          </Fact>
        </>
      )}
      {row.in_force_at && (
        <Fact name={t("text.in_force_at")}>
          <When at={row.in_force_at} />
        </Fact>
      )}
      <Fact name={t("texts.signed")}>
        <Counted n={row.signed} href={`/staff/consent?signed=${row.id}`} />
      </Fact>
      {approved && (
        <Fact name={t("texts.to_sign")}>
          <Counted n={row.to_sign} href={row.state === "in_force" ? `/staff/consent?again=${row.id}` : null} />
        </Fact>
      )}
      <Fact name={t("text.loaded_at")}>
        <When at={row.loaded_at} />
      </Fact>
      <Fact name={t("text.digest")}>
        <code>{row.digest}</code>
      </Fact>
      <Fact name={t("text.print")}>
        <span class={styles.prints}>
          {row.languages.map((key) => (
            <DocumentLink key={key} icon="print" href={printAddress(row.id, key)}>
              {languageName(key)}
            </DocumentLink>
          ))}
        </span>
      </Fact>
    </Facts>
  );
}
