import { useState } from "preact/hooks";

import { ApiError } from "../../api";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Choices } from "../../ui/Choices";
import { TextField } from "../../ui/Field";
import { words } from "../app/failure";
import { Page } from "../app/Page";
import { StepUp } from "../stepup/StepUp";
import { CodeShown } from "./CodeShown";
import { type Chosen, invite } from "./data";
import { Sees } from "./HelperPage";
import styles from "./Partners.module.css";
import { helpersPage } from "./path";

type Step = "name" | "email" | "check-ins" | "send" | "sent";

/** Inviting somebody: one question a page, nothing lost by going back. */
export function InvitePage() {
  const [step, setStep] = useState<Step>("name");
  const [chosen, setChosen] = useState<Chosen>(() => ({
    id: crypto.randomUUID(),
    name: "",
    email: "",
    may_read_check_ins: false,
  }));
  const [problem, setProblem] = useState("");
  const [code, setCode] = useState<string | null>(null);

  function go(next: Step, change: Partial<Chosen> = {}) {
    setProblem("");
    setChosen({ ...chosen, ...change });
    setStep(next);
  }

  async function send(stepUp: string) {
    try {
      setCode(await invite(chosen, stepUp));
      setStep("sent");
    } catch (failure) {
      const about = failure instanceof ApiError ? failure.problem.errors?.[0]?.field : undefined;
      if (about !== "email" && about !== "name") throw failure;
      setProblem(words(failure));
      setStep(about);
    }
  }

  const { name, email } = chosen;
  if (step === "name") return <Name value={name} problem={problem} onNext={(next) => go("email", { name: next })} />;
  if (step === "email") {
    return <Address name={name} value={email} problem={problem} onNext={(next) => go("check-ins", { email: next })} onBack={() => go("name")} />;
  }
  if (step === "check-ins") {
    return (
      <CheckIns
        name={name}
        value={chosen.may_read_check_ins}
        onNext={(may) => go("send", { may_read_check_ins: may })}
        onBack={() => go("email")}
      />
    );
  }
  if (step === "sent") {
    return (
      <Page title={t("invite.sent.title", { name })} back={helpersPage} key="sent">
        <CodeShown code={code} name={name} email={email} />
      </Page>
    );
  }
  return (
    <Page title={t("invite.send.title", { name })} lead={email} back={helpersPage} key="send">
      <Sees name={name} />
      <p>{t(chosen.may_read_check_ins ? "helper.reads" : "helper.readsNot", { name })}</p>
      <StepUp purpose="care_partners" action={t("invite.send")} ready={() => true} onConfirmed={send} />
      <Back onPress={() => go("check-ins")} />
    </Page>
  );
}

type Asked = { value: string; problem: string; onNext: (value: string) => void };

function Name({ value, problem, onNext }: Asked) {
  const [name, setName] = useState(value);
  const [error, setError] = useState(problem);
  function next(event: Event) {
    event.preventDefault();
    if (!name.trim()) return setError(t("invite.name.missing"));
    onNext(name.trim());
  }
  return (
    <Page title={t("invite.name.title")} lead={t("invite.name.lead")} back={helpersPage} key="name">
      <form class={styles.form} onSubmit={next} noValidate>
        <TextField
          label={t("invite.name")}
          error={error || undefined}
          autocomplete="off"
          maxLength={200}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <Next />
      </form>
    </Page>
  );
}

function Address({ name, value, problem, onNext, onBack }: Asked & { name: string; onBack: () => void }) {
  const [email, setEmail] = useState(value);
  const [error, setError] = useState(problem);
  function next(event: Event) {
    event.preventDefault();
    if (!/^\S+@\S+\.\S+$/.test(email.trim())) return setError(t("signin.email.error"));
    onNext(email.trim());
  }
  return (
    <Page title={t("invite.email.title", { name })} lead={t("invite.email.lead")} back={helpersPage} key="email">
      <form class={styles.form} onSubmit={next} noValidate>
        <TextField
          label={t("signin.email")}
          type="email"
          error={error || undefined}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          value={email}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
        <Next />
      </form>
      <Back onPress={onBack} />
    </Page>
  );
}

function CheckIns({ name, value, onNext, onBack }: { name: string; value: boolean; onNext: (may: boolean) => void; onBack: () => void }) {
  const [may, setMay] = useState(value);
  return (
    <Page title={t("invite.checkins.title", { name })} lead={t("invite.checkins.lead")} back={helpersPage} key="check-ins">
      <form
        class={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          onNext(may);
        }}
      >
        <Choices
          legend={t("invite.checkins.title", { name })}
          hideLegend
          value={may ? "yes" : "no"}
          choices={[
            { value: "no", label: t("invite.checkins.no"), hint: t("invite.checkins.no.hint") },
            { value: "yes", label: t("invite.checkins.yes"), hint: t("invite.checkins.yes.hint") },
          ]}
          onChange={(answer) => setMay(answer === "yes")}
        />
        <Next />
      </form>
      <Back onPress={onBack} />
    </Page>
  );
}

function Next() {
  return (
    <Button type="submit" wide>
      {t("app.continue")}
    </Button>
  );
}

function Back({ onPress }: { onPress: () => void }) {
  return (
    <Button kind="plain" onClick={onPress}>
      {t("app.back")}
    </Button>
  );
}
