import { useState } from "preact/hooks";

import type { Shape } from "../../api";
import { TextField } from "../../ui/Field";
import { at, refused } from "../data/problem";
import { t } from "../i18n";
import { ConfirmedForm } from "./ConfirmedForm";
import { factors } from "./data";
import styles from "./Factors.module.css";

type Props = {
  first: boolean;
  needs: boolean;
  /** The recovery codes that come with it, to be shown once. */
  onCodes: (codes: string[]) => void;
  onClose?: () => void;
};

const FIELD = "app-code";
const DIGITS = 6;

/** Sets up the app: a picture to scan, the same as text, and a code of it as proof that it worked. */
export function AppForm({ first, needs, onCodes, onClose }: Props) {
  const [scan, setScan] = useState<Shape<"AppToScan"> | null>(null);
  const [code, setCode] = useState("");
  const title = t(first ? "factors.app.begin" : "factors.app.again");
  const close = onClose ? { onClose } : {};
  if (!scan) {
    const act = async (stepUp: string | null) => setScan(await factors.beginApp(stepUp));
    return <ConfirmedForm key="begin" label={title} button={title} needs={needs} act={act} {...close} />;
  }
  const count = code.replace(/\D/g, "").length;
  return (
    <ConfirmedForm
      key="confirm"
      label={title}
      button={t("factors.app.confirm")}
      needs={false}
      fields={{ code: FIELD }}
      check={() =>
        count === DIGITS ? null : refused([{ field: "code", message: t("signin.second.length", { count }) }])
      }
      act={async () => onCodes((await factors.confirmApp(code)).recovery_codes)}
      {...close}
    >
      {(problem) => (
        <>
          <p>{t("factors.app.lead")}</p>
          <img class={styles.picture} src={scan.picture} alt={t("factors.app.picture")} />
          <p>
            {t("factors.app.secret")}: <code class={styles.secret}>{scan.secret}</code>
          </p>
          <TextField
            id={FIELD}
            label={t("factors.app.code")}
            hint={t("signin.second.hint")}
            error={at(problem, "code")}
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </>
      )}
    </ConfirmedForm>
  );
}
