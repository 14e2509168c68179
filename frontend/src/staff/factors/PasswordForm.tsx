import { useState } from "preact/hooks";

import { at, refused } from "../data/problem";
import { t } from "../i18n";
import { PasswordField } from "../parts/PasswordField";
import { session } from "../session/session";
import { ConfirmedForm } from "./ConfirmedForm";
import { factors } from "./data";

type Props = { first: boolean; needs: boolean; onDone: () => Promise<void>; onClose?: () => void };

const FIELD = "new-password";

/** Chooses or changes the password. A hidden user name tells the password manager whose it is. */
export function PasswordForm({ first, needs, onDone, onClose }: Props) {
  const [password, setPassword] = useState("");
  const title = t(first ? "factors.password.choose" : "factors.password.change");
  return (
    <ConfirmedForm
      label={title}
      button={t("factors.password.save")}
      needs={needs}
      fields={{ password: FIELD }}
      check={() => (password ? null : refused([{ field: "password", message: t("signin.password.missing") }]))}
      act={async (stepUp) => {
        await factors.choosePassword(password, stepUp);
        await onDone();
      }}
      {...(onClose ? { onClose } : {})}
    >
      {(problem) => (
        <>
          <input
            type="text"
            hidden
            readOnly
            autoComplete="username"
            aria-label={t("signin.email")}
            value={session.value?.account?.email ?? ""}
          />
          <PasswordField
            id={FIELD}
            label={t("factors.password.new")}
            hint={t("factors.password.hint")}
            error={at(problem, "password")}
            fresh
            value={password}
            onChange={setPassword}
          />
          {!first && <p>{t("factors.password.others")}</p>}
        </>
      )}
    </ConfirmedForm>
  );
}
