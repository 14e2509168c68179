import { useEffect, useRef, useState } from "preact/hooks";

import { ApiError } from "../../api";
import { language } from "../../i18n";
import { words } from "../app/failure";
import { standing } from "../data/session";
import { CodeStep } from "./CodeStep";
import { type Chosen, type Invited, look, type Proof, takeCode } from "./data";
import { DonePage, HerePage, LookingPage } from "./edges";
import { EmailStep } from "./EmailStep";
import { LanguageStep } from "./LanguageStep";
import { MailStep } from "./MailStep";
import { WhoStep } from "./WhoStep";

type Step = "code" | "who" | "language" | "email" | "mail" | "done";

/** From the code to being in: one question a page, nothing lost by going back. */
export default function JoinPage() {
  const [code, setCode] = useState(takeCode);
  const [step, setStep] = useState<Step>("code");
  const [invited, setInvited] = useState<Invited | null>(null);
  const [chosen, setChosen] = useState<Chosen>({ language: language.peek(), zone: null, name: "" });
  const [proof, setProof] = useState<Proof | null>(null);
  const [looking, setLooking] = useState(code !== "");
  /** Whether the code of the address was looked at; without one there is nothing to look at. */
  const asked = useRef(code === "");
  const [problem, setProblem] = useState("");
  const now = standing.value;
  const occupied = now.kind === "in" && step !== "done";

  async function open(typed: string) {
    setLooking(true);
    setProblem("");
    try {
      setInvited(await look(typed));
      setCode(typed);
      setStep("who");
    } catch (failure) {
      setProblem(words(failure, { field: "code", offline: "signin.offline" }));
      setStep("code");
    }
    setLooking(false);
  }

  useEffect(() => {
    if (asked.current || occupied) return;
    asked.current = true;
    void open(code);
  }, [occupied, code]);

  /** A refusal leads back to the question that it is about. */
  function refused(failure: unknown): boolean {
    const about = failure instanceof ApiError ? failure.problem.errors?.[0]?.field : undefined;
    const back = ({ code: "code", email: "email", name: "language" } as const)[about ?? ""];
    if (!back) return false;
    setProblem(words(failure));
    setStep(back);
    return true;
  }

  function go(next: Step) {
    setProblem("");
    setStep(next);
  }

  if (occupied) return <HerePage />;
  if (step === "done") return <DonePage />;
  if (looking) return <LookingPage />;
  if (step === "code" || !invited) return <CodeStep code={code} problem={problem} onCode={(typed) => void open(typed)} />;
  const team = invited.team;
  if (step === "who") return <WhoStep invited={invited} onNext={() => go("language")} />;
  if (step === "language") {
    return (
      <LanguageStep
        invited={invited}
        chosen={chosen}
        problem={problem}
        onChosen={(next) => {
          setChosen(next);
          go("email");
        }}
      />
    );
  }
  if (step === "email" || !proof) {
    return (
      <EmailStep
        code={code}
        noted={invited.email}
        problem={problem}
        team={team}
        onProof={(next) => {
          setProof(next);
          go("mail");
        }}
      />
    );
  }
  return (
    <MailStep
      code={code}
      proof={proof}
      to={proof.email ?? invited.email ?? ""}
      chosen={chosen}
      team={team}
      onProof={setProof}
      onOther={() => go("email")}
      onRefused={refused}
      onDone={() => go("done")}
    />
  );
}
