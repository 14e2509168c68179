import { t } from "../../i18n";
import { Card } from "../../ui/Card";
import { Page } from "../app/Page";
import { standing } from "../data/session";

export default function AboutPage() {
  const now = standing.value;
  const study = now.kind === "in" ? now.session.study : null;
  return (
    <Page title={t("more.about")} back="/more">
      {study && (
        <Card>
          <h2>{t("about.study")}</h2>
          <p>{study.title}</p>
        </Card>
      )}
      <p>{t("about.privacy")}</p>
      <p>{t("about.advice")}</p>
      <p>{t("about.portal")}</p>
    </Page>
  );
}
