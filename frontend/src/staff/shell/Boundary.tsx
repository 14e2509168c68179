import { Component, type ComponentChildren } from "preact";

import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { t } from "../i18n";
import styles from "./Shell.module.css";

/** A fault in a page stays in that page: it says so, and the rail still works. */
export class Boundary extends Component<{ children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false };

  static override getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(error: unknown) {
    reportError(error);
  }

  render() {
    if (!this.state.broken) return this.props.children;
    return (
      <div class={styles.start}>
        <Notice kind="red" role="alert">
          <strong>{t("broken.title")}</strong>
          <p>{t("broken.text")}</p>
          <Button kind="quiet" icon="refresh" onClick={() => location.reload()}>
            {t("broken.reload")}
          </Button>
        </Notice>
      </div>
    );
  }
}
