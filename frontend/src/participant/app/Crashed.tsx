import { Component, type ComponentChildren } from "preact";

import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import styles from "./Page.module.css";

/** What is shown instead of a page that broke: what happened, and a way on. */
export class Crashed extends Component<{ children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false };

  static override getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <main class={styles.main} id="main">
        <h1>{t("error.title")}</h1>
        <Notice kind="red" role="alert">
          <p>{t("error.body")}</p>
          <Button kind="quiet" onClick={() => location.reload()}>
            {t("app.retry")}
          </Button>
        </Notice>
      </main>
    );
  }
}
