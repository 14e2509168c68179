import { useEffect, useState } from "preact/hooks";

import { Notice } from "../../ui/Notice";
import { t } from "../i18n";
import styles from "./Shell.module.css";

/** Says that nothing can be saved while there is no connection. The desk keeps nothing on the device. */
export function Offline() {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return (
    <div role="status">
      {!online && (
        <div class={styles.offline}>
          <Notice kind="amber" icon="offline">
            <p>{t("offline")}</p>
          </Notice>
        </div>
      )}
    </div>
  );
}
