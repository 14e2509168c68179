import { Notice } from "../../ui/Notice";
import { staff } from "../data/api";
import type { StudyInForce } from "../data/types";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Fact, Facts, Section } from "../parts/Facts";
import { Page } from "../parts/Page";
import { Empty, Shown } from "../parts/Shown";
import { When } from "../parts/When";
import { Sites } from "./Sites";
import styles from "./Study.module.css";
import { Activities, Phases, Versions, Visits } from "./StudyTables";
import { TravelMoney } from "./TravelMoney";

/** What is in force: the study as its file says it, and which files were loaded. */
export function StudyPage() {
  const loaded = useLoad("studies", staff.studies);
  return (
    <Page title={t("study.title")}>
      <Shown of={loaded} lines={12}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t("study.none")} />
          ) : (
            <>
              {rows.map((study) => (
                <Study key={study.key} study={study} />
              ))}
            </>
          )
        }
      </Shown>
    </Page>
  );
}

function Study({ study }: { study: StudyInForce }) {
  const newest = study.versions.find(({ number }) => number === study.version);
  return (
    <article class={styles.study}>
      <h2>{study.title}</h2>
      {study.illustrative && (
        <Notice kind="amber" icon="alert">
          <strong>{t("study.illustrative")}</strong>
          <p>{study.illustrative_note}</p>
        </Notice>
      )}
      <Facts>
        <Fact name={t("study.registry")}>{study.registry ?? t("none")}</Fact>
        <Fact name={t("study.version")}>
          {study.label}
          {newest && (
            <>
              , {t("study.loaded")} <When at={newest.loaded_at} />
            </>
          )}
        </Fact>
      </Facts>
      <Section title={t("study.phases")}>
        <Phases phases={study.phases} />
      </Section>
      <Section title={t("study.visits")}>
        <Visits visits={study.visits} phases={study.phases} />
      </Section>
      <Section title={t("study.activities")}>
        <Activities activities={study.activities} />
      </Section>
      {study.travel && (
        <Section title={t("policy.title")}>
          <TravelMoney travel={study.travel} />
        </Section>
      )}
      <Section title={t("study.sites")}>
        <Sites sites={study.sites} />
      </Section>
      <Section title={t("study.versions")}>
        <Versions versions={study.versions} />
      </Section>
    </article>
  );
}
