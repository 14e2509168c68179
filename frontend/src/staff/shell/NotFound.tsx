import { t } from "../i18n";
import { Page } from "../parts/Page";
import { Empty } from "../parts/Shown";

/** An address that leads nowhere, or to what the person's roles do not show. */
export function NotFound() {
  return (
    <Page title={t("notfound.title")}>
      <Empty title={t("notfound.text")}>
        <p>
          <a href="/staff">{t("notfound.back")}</a>
        </p>
      </Empty>
    </Page>
  );
}
