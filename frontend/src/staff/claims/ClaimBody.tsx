import { useRef, useState } from "preact/hooks";

import { Notice } from "../../ui/Notice";
import { dayIn } from "../../i18n/dates";
import { t } from "../i18n";
import { Section } from "../parts/Facts";
import { focusAfterStep, focusIn } from "../parts/focus";
import { FullScreen } from "../parts/viewer/FullScreen";
import type { Place, Viewing } from "../parts/viewer/looking";
import { can } from "../session/session";
import { shortDay } from "../words/dates";
import { Acts, type FormName } from "./Acts";
import { ApproveForm } from "./ApproveForm";
import styles from "./Claims.module.css";
import type { Claim } from "./data";
import { Lines } from "./Lines";
import { PaymentsOf, Steps } from "./Past";
import { Receipts } from "./Receipts";
import { SecondForm } from "./SecondForm";
import { shotsOf } from "./shots";
import { type Looking, Thumbs } from "./Thumbs";
import { Warnings } from "./Warnings";
import { WordsForm } from "./WordsForm";
import { failedWords, nextWords, teamActs, whyNotWords } from "./words";

type Props = { claim: Claim; link: (claim: string) => string };

const STANDING = "[data-standing]";

/** The receipts stand beside the lines; one form is open at a time. */
export function ClaimBody({ claim, link }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [form, setForm] = useState<FormName | null>(null);
  const { looking, viewing, aside, full, setFull } = useLooking(claim);
  const open = (name: FormName) => {
    setForm(name);
    focusIn(box, "form :is(input, textarea)");
  };
  const shut = () => {
    setForm(null);
    focusIn(box, STANDING);
  };
  const stepped = () => focusAfterStep(box, STANDING);

  return (
    <div class={styles.body} ref={box}>
      <div class={styles.top} data-standing tabIndex={-1}>
        <Standing claim={claim} />
        <Warnings claim={claim} line={null} link={link} />
        {can("claims.review") && !form && <Acts claim={claim} onForm={open} onDone={stepped} />}
        {form === "second" && <SecondForm claim={claim} onClose={shut} />}
        {form && form !== "second" && form !== "approve" && (
          <WordsForm key={form} claim={claim} kind={form} onClose={shut} />
        )}
      </div>
      <div class={styles.split}>
        <div>
          {form === "approve" ? (
            <ApproveForm claim={claim} looking={looking} link={link} onClose={shut} />
          ) : (
            <Section title={t("claim.lines")}>
              <Lines claim={claim} looking={looking} link={link} />
            </Section>
          )}
          <Earlier claim={claim} looking={looking} />
          <PaymentsOf claim={claim} />
          <Steps claim={claim} />
        </div>
        <section class={styles.aside} ref={aside} aria-label={t("receipts.title")}>
          <Receipts {...viewing} onFull={() => setFull(true)} />
        </section>
      </div>
      {full && <FullScreen {...viewing} onClose={() => setFull(false)} />}
    </div>
  );
}

/** What the viewer shows. Where it has no room beside the lines, a receipt opens over everything. */
function useLooking(claim: Claim) {
  const aside = useRef<HTMLElement>(null);
  const [place, setPlace] = useState<Place>({ at: 0, page: 1 });
  const [full, setFull] = useState(false);
  const shots = shotsOf(claim);
  const looking: Looking = {
    id: shots[place.at]?.id ?? null,
    look: (id) => {
      setPlace({ at: shots.findIndex((shot) => shot.id === id), page: 1 });
      if (aside.current && getComputedStyle(aside.current).display === "none") setFull(true);
    },
  };
  const viewing: Viewing = { of: "receipt", shots, place, onPlace: setPlace };
  return { looking, aside, full, setFull, viewing };
}

/** Who acts next; what was asked or answered; why this person decides nothing. */
function Standing({ claim }: { claim: Claim }) {
  const { status, note, overdue, may, dispute_note: dispute, who } = claim;
  const why = can("claims.review") ? whyNotWords(claim) : null;
  const failed = failedWords(claim);
  const waits = ["sent", "second_look", "disputed"].includes(status) || claim.mine;
  const kind = overdue ? "red" : waits && may.decide ? "amber" : status === "paid" ? "green" : "info";
  return (
    <>
      {dispute && teamActs(claim) && (
        <div class={styles.dispute}>
          <p class={styles.soft}>{t("claim.dispute.by", { name: disputer(claim), day: disputedOn(claim) })}</p>
          <blockquote class={styles.quote} lang={who.language}>
            {dispute}
          </blockquote>
        </div>
      )}
      <Notice kind={kind}>
        <p>{nextWords(claim)}</p>
        {failed && <p>{failed}</p>}
        {note && status !== "disputed" && <p class={styles.words}>{note}</p>}
        {why && <p>{why}</p>}
      </Notice>
    </>
  );
}

const disputer = ({ steps, made_by }: Claim) => steps.findLast(({ new: to }) => to === "disputed")?.by ?? made_by;
const disputedOn = ({ disputed_at: at, who }: Claim) => (at ? shortDay(dayIn(at, who.site.time_zone)) : "");

/** Receipts of rounds before, folded: they belong to no line now. */
function Earlier({ claim, looking }: { claim: Claim; looking: Looking }) {
  const n = claim.earlier_receipts.length;
  if (!n) return null;
  const title = t("receipts.earlier", { n });
  return (
    <details class={styles.earlier}>
      <summary>{title}</summary>
      <Thumbs receipts={claim.earlier_receipts} label={title} looking={looking} />
    </details>
  );
}
