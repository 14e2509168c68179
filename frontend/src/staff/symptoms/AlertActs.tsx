import { useRef, useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { useSaving } from "../data/useSaving";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions } from "../parts/Facts";
import { focusAfterStep, focusIn } from "../parts/focus";
import { Problems } from "../parts/Problems";
import { Stale } from "../parts/Stale";
import { CloseForm } from "./CloseForm";
import { ContactForm } from "./ContactForm";
import { type Alert, alerts } from "./data";
import { latestAlert } from "./latest";
import styles from "./Symptoms.module.css";
import { standingWords } from "./words";

type Step = "take" | "release";

/** Taking an alert or giving it back, on top of the version that is seen. */
function useStep(alert: Alert, step: Step, done: () => void) {
  return useSaving({
    send: (on) => alerts[step](alert.id, on),
    latest: () => latestAlert(alert.id),
    done: () => {
      announce(t(step === "take" ? "alert.taken" : "alert.released", { code: alert.who.code }));
      done();
    },
  });
}

/** What can be done about an alert that is not closed; one form is open at a time. */
export function AlertActs({ alert }: { alert: Alert }) {
  const [form, setForm] = useState<"contact" | "close" | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const stepped = () => focusAfterStep(box, "button");
  const take = useStep(alert, "take", stepped);
  const release = useStep(alert, "release", stepped);
  const tried = [take, release].find(({ stale, problem }) => stale ?? problem);
  const shut = () => {
    setForm(null);
    focusIn(box, "button");
  };

  return (
    <div class={styles.acts} ref={box}>
      {tried && (
        <>
          <Problems problem={tried.problem} fields={{}} />
          {tried.stale && (
            <Stale
              {...tried.stale}
              rows={[
                {
                  label: t("alert.standing"),
                  mine: t(tried === take ? "alert.mine" : "alert.nobody"),
                  present: standingWords(tried.stale.present),
                },
              ]}
              busy={tried.busy}
              onAgain={() => void tried.again()}
              onDiscard={tried.clear}
            />
          )}
        </>
      )}
      {form === "contact" && <ContactForm alert={alert} onClose={shut} />}
      {form === "close" && <CloseForm alert={alert} onClose={shut} />}
      {!form && !tried?.stale && (
        <Buttons
          alert={alert}
          take={{ busy: take.busy, run: () => void take.save(alert.version) }}
          release={{ busy: release.busy, run: () => void release.save(alert.version) }}
          onForm={setForm}
        />
      )}
    </div>
  );
}

type Act = { busy: boolean; run: () => void };
type ButtonsProps = { alert: Alert; take: Act; release: Act; onForm: (form: "contact" | "close") => void };

/** First one takes it; only whoever has it notes contacts, closes it, or gives it back. */
function Buttons({ alert, take, release, onForm }: ButtonsProps) {
  if (!alert.mine) {
    const open = alert.status === "open";
    return (
      <Actions>
        <Button kind={open ? "primary" : "quiet"} busy={take.busy} onClick={take.run}>
          {t(open ? "alert.take" : "alert.take_over")}
        </Button>
      </Actions>
    );
  }
  const reached = alert.status === "contacted";
  return (
    <Actions>
      <Button kind={reached ? "quiet" : "primary"} icon="phone" onClick={() => onForm("contact")}>
        {t("contact.add")}
      </Button>
      <Button kind={reached ? "primary" : "quiet"} icon="check" onClick={() => onForm("close")}>
        {t("closing.open")}
      </Button>
      {!reached && (
        <Button kind="plain" icon="undo" busy={release.busy} onClick={release.run}>
          {t("alert.give_back")}
        </Button>
      )}
    </Actions>
  );
}
