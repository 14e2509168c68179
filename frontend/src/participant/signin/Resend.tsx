import { useEffect, useState } from "preact/hooks";

import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { words } from "../app/failure";
import styles from "./SignIn.module.css";

type Props = { seconds: number; resent: boolean; resend: () => Promise<void> };

/** Counts down, then offers a new code. The seconds are not read out one by one. */
export function Resend({ seconds, resent, resend }: Props) {
  const [until] = useState(() => Date.now() + seconds * 1000);
  const [left, setLeft] = useState(seconds);
  const [said, setSaid] = useState("");

  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000))), 1000);
    return () => clearInterval(timer);
  }, [until]);

  async function again() {
    try {
      await resend();
    } catch (failure) {
      setSaid(words(failure, { field: "email", offline: "signin.offline" }));
    }
  }

  return (
    <>
      <p role="status">{said || (resent && t("signin.resent"))}</p>
      {left > 0 ? (
        <p class={styles.wait}>{t("signin.resend.wait", { n: left })}</p>
      ) : (
        <Button kind="plain" onClick={again}>
          {t("signin.resend")}
        </Button>
      )}
    </>
  );
}
