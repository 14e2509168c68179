import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { TextArea } from "../../ui/Field";
import { Live } from "../../ui/Live";
import { Notice } from "../../ui/Notice";
import { forget, inMemory, takeIn } from "../files/held";
import { TooLarge, WrongKind } from "../files/photo";
import files from "../files/Files.module.css";
import styles from "./Claims.module.css";
import { changeLine, draftOf } from "./draft";
import { askedFor, categoryOf, type DraftLine } from "./lines";
import { after } from "./path";
import { Pickers } from "./Pickers";
import { receiptNeeded } from "./policy";
import { MOST_A_LINE } from "./receipts";
import { type LineProps, StepPage } from "./StepPage";
import { Thumb } from "./Thumb";

const LONGEST = 500;

/** Photos of the receipt, or why there is none. Each is kept on the phone as soon as it is taken. */
export function ReceiptsPage(way: LineProps) {
  const { route } = useLocation();
  const { line, facts } = way;
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const { receipts, receipt_lost: lost } = line;
  const category = categoryOf(facts.policy, line);
  const needed = category !== undefined && receiptNeeded(category, askedFor(line, facts) ?? 0);

  async function add(files: File[]) {
    setBusy(true);
    setProblem("");
    for (const file of files) setProblem((await addTo(way, file)) ?? "");
    setBusy(false);
  }

  function go() {
    const wrong = faultOf(line, needed);
    setProblem(wrong ?? "");
    if (wrong) document.getElementById("lost")?.focus();
    else route(after(way, "receipts"));
  }

  return (
    <StepPage {...way} step="receipts" title={t("claim.receipts")} lead={t("claim.receipts.lead")}>
      <Receipts {...way} />
      <Live>
        {busy && <p>{t("claim.receipts.busy")}</p>}
        {problem && (
          <Notice kind="red">
            <p>{problem}</p>
          </Notice>
        )}
        {receipts.some(({ id }) => inMemory(id)) && (
          <Notice kind="amber">
            <p>{t("claim.receipts.memory")}</p>
          </Notice>
        )}
      </Live>
      {lost === null && <Pickers first={!receipts.length} busy={busy} onFiles={(files) => void add(files)} />}
      {!receipts.length && needed && <Lost {...way} />}
      <Button wide kind={receipts.length || lost !== null || !needed ? "primary" : "quiet"} busy={busy} onClick={go}>
        {t("claim.next")}
      </Button>
    </StepPage>
  );
}

/** Adds a file to the line as it is by then. Returns what is wrong with it. */
async function addTo({ draft, line }: LineProps, file: File): Promise<string | null> {
  const now = () => draftOf(draft.id)?.lines.find(({ id }) => id === line.id)?.receipts ?? [];
  if (now().length >= MOST_A_LINE) return t("claim.receipts.most", { most: MOST_A_LINE });
  try {
    const receipt = await takeIn(file);
    changeLine(draft.id, line.id, { receipts: [...now(), receipt], receipt_lost: null });
    return null;
  } catch (failure) {
    if (failure instanceof TooLarge) return t("claim.receipts.tooLarge");
    return t(failure instanceof WrongKind ? "claim.receipts.kind" : "claim.receipts.failed");
  }
}

function faultOf({ receipts, receipt_lost: lost }: DraftLine, needed: boolean): string | null {
  if (receipts.some(({ wrong }) => wrong !== undefined)) return t("claim.receipts.wrong");
  if (receipts.length || !needed) return null;
  if (lost === null) return t("claim.receipts.missing");
  return lost.trim() === "" ? t("claim.receipts.lost.empty") : null;
}

function Receipts({ draft, line }: LineProps) {
  const { receipts } = line;
  if (!receipts.length) return null;

  function remove(id: string) {
    changeLine(draft.id, line.id, { receipts: receipts.filter((one) => one.id !== id) });
    void forget(id);
  }

  return (
    <ul class={files.thumbs}>
      {receipts.map(({ id, type, there, wrong }, at) => (
        <li key={id} class={files.thumb}>
          <Thumb receipt={{ id, type, pages: there ? 1 : 0 }} number={at + 1} wrong={wrong !== undefined} />
          <Button kind="plain" aria-label={t("claim.receipt.remove", { number: at + 1 })} onClick={() => remove(id)}>
            {t("claim.receipt.remove.short")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** For whoever has none: what happened to it, in her own words. */
function Lost({ draft, line }: LineProps) {
  const lost = line.receipt_lost;
  const set = (receipt_lost: string | null) => changeLine(draft.id, line.id, { receipt_lost });
  if (lost === null) {
    return (
      <Button kind="plain" wide onClick={() => set("")}>
        {t("claim.receipts.lost")}
      </Button>
    );
  }
  return (
    <div class={styles.steps}>
      <TextArea
        id="lost"
        label={t("claim.receipts.lost.why")}
        hint={t("claim.receipts.lost.hint")}
        rows={3}
        maxLength={LONGEST}
        value={lost}
        onInput={(event) => set(event.currentTarget.value)}
      />
      <Button kind="plain" onClick={() => set(null)}>
        {t("claim.receipts.have")}
      </Button>
    </div>
  );
}
