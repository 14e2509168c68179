import { Route, Router, useLocation } from "preact-iso";
import { useEffect, useState } from "preact/hooks";

import { Dialog } from "../../ui/Dialog";
import { AccountPage } from "../account/AccountPage";
import { useFragment } from "../data/address";
import { t } from "../i18n";
import { panelCovers } from "../parts/announce";
import { Toast } from "../parts/Toast";
import { can, ended } from "../session/session";
import { SignIn } from "../session/SignIn";
import { Boundary } from "./Boundary";
import { features } from "./features";
import { pressed, useKeys } from "./keys";
import { KeysDialog } from "./KeysDialog";
import { NotFound } from "./NotFound";
import { Offline } from "./Offline";
import { Rail } from "./Rail";
import styles from "./Shell.module.css";

/** The first page that the person's roles allow. */
function Home() {
  const { route } = useLocation();
  const first = features.find(({ needs, unless }) => !unless && can(needs))?.path ?? "/staff/account";
  useEffect(() => route(first, true), [route, first]);
  return null;
}

/** The frame around every page: rail, keys, what was done, and signing in again where it ended. */
export function Shell() {
  const [keysOpen, setKeysOpen] = useState(false);
  const { path } = useLocation();
  useFragment();
  useKeys([{ key: "?", label: "keys.list", run: () => setKeysOpen(true) }], true);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => void pressed(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);

  return (
    <div class={styles.shell}>
      <a class={styles.skip} href="#main">
        {t("skip")}
      </a>
      <Rail onKeys={() => setKeysOpen(true)} />
      <main class={styles.main} id="main" tabIndex={-1}>
        <Offline />
        <Boundary key={path.split("/").slice(0, 3).join("/")}>
          <Router>
            <Route path="/staff" component={Home} />
            {features
              .filter(({ needs }) => can(needs))
              .flatMap(({ routes }) => routes)
              .map(({ path: at, page }) => (
                <Route key={at} path={at} component={page} />
              ))}
            <Route path="/staff/account" component={AccountPage} />
            <Route default component={NotFound} />
          </Router>
        </Boundary>
      </main>
      {!panelCovers.value && <Toast />}
      <KeysDialog open={keysOpen} onClose={() => setKeysOpen(false)} />
      <Dialog open={ended.value} onClose={() => (ended.value = false)} title={t("ended.title")} closeLabel={t("close")}>
        <p>{t("ended.text")}</p>
        <SignIn />
      </Dialog>
    </div>
  );
}
