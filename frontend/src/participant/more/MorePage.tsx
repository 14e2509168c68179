import { useState } from "preact/hooks";

import { t } from "../../i18n";
import { Icon } from "../../ui/Icon";
import { Page } from "../app/Page";
import { standing, takesPart } from "../data/session";
import rows from "../../ui/Rows.module.css";
import styles from "./More.module.css";
import { pages } from "./pages";
import { SignOut } from "./SignOut";

export default function MorePage() {
  const [leaving, setLeaving] = useState(false);
  const now = standing.value;
  const helping = now.kind === "in" && now.session.places.some(({ role }) => role === "care_partner");
  const email = now.kind === "in" ? (now.session.account?.email ?? "") : "";
  return (
    <Page title={t("more.title")} lead={t("more.signedInAs", { email })}>
      <ul class={rows.list}>
        {pages.filter(({ own, helps }) => (!own || takesPart()) && (!helps || helping)).map((page) => (
          <li key={page.path}>
            <a class={rows.row} href={page.path}>
              <Icon name={page.icon} />
              <span class={styles.words}>
                <span>{t(page.label)}</span>
                {page.hint && <span class={styles.soft}>{t(page.hint)}</span>}
                {page.Hint && (
                  <span class={styles.soft}>
                    <page.Hint />
                  </span>
                )}
              </span>
              <Icon name="chevron" />
            </a>
          </li>
        ))}
      </ul>
      <ul class={rows.list}>
        <li>
          <button type="button" class={rows.row} onClick={() => setLeaving(true)}>
            <Icon name="signout" />
            <span class={styles.words}>{t("more.signout")}</span>
          </button>
        </li>
      </ul>
      <SignOut open={leaving} onCancel={() => setLeaving(false)} />
    </Page>
  );
}
