import { Button } from "../../ui/Button";
import { useSaving } from "../data/useSaving";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { type Claim, claims } from "./data";
import { latestClaim } from "./latest";
import { StaleClaim } from "./StaleClaim";
import type { Worded } from "./WordsForm";

export type FormName = "approve" | "second" | Worded;

type Props = { claim: Claim; onForm: (form: FormName) => void; onDone: () => void };

/** What can be done about a claim now: only what the server allows this person. */
export function Acts({ claim, onForm, onDone }: Props) {
  const take = useStep(claim, "take", onDone);
  const release = useStep(claim, "release", onDone);
  const tried = [take, release].find(({ stale, problem }) => stale ?? problem);
  const { may, mine, status } = claim;
  return (
    <>
      <Problems problem={tried?.problem ?? null} fields={{}} />
      {tried?.stale ? (
        <StaleClaim
          saving={tried}
          mine={t(tried === take ? "claim.standing.mine" : "claim.status.sent")}
          onDiscard={tried.clear}
        />
      ) : (
        <Actions>
          {may.take && !mine && (
            <Button
              kind={status === "sent" ? "quiet" : "primary"}
              busy={take.busy}
              onClick={() => void take.save(claim.version)}
            >
              {t(status === "sent" ? "claim.take" : "claim.take_over")}
            </Button>
          )}
          {may.decide && <Decisions second={status === "second_look"} onForm={onForm} />}
          {may.release && (
            <Button kind="plain" icon="undo" busy={release.busy} onClick={() => void release.save(claim.version)}>
              {t("claim.give_back")}
            </Button>
          )}
        </Actions>
      )}
    </>
  );
}

/** Taking a claim or giving it back, on top of the version that is seen. */
function useStep(claim: Claim, step: "take" | "release", done: () => void) {
  return useSaving({
    send: (on) => claims[step](claim.id, on),
    latest: () => latestClaim(claim.id),
    done: ({ reference }: Claim) => {
      announce(t(step === "take" ? "claim.taken" : "claim.released", { reference }));
      done();
    },
  });
}

/** The second of two changes nothing: it is as it is, or somebody checks it anew. */
function Decisions({ second, onForm }: { second: boolean; onForm: Props["onForm"] }) {
  if (second) {
    return (
      <>
        <Button icon="check" onClick={() => onForm("second")}>
          {t("claim.approve.open.second")}
        </Button>
        <Button kind="quiet" icon="undo" onClick={() => onForm("recheck")}>
          {t("recheck.open")}
        </Button>
      </>
    );
  }
  return (
    <>
      <Button icon="check" onClick={() => onForm("approve")}>
        {t("claim.approve.open")}
      </Button>
      <Button kind="quiet" icon="help" onClick={() => onForm("return")}>
        {t("return.open")}
      </Button>
      <Button kind="danger" icon="close" onClick={() => onForm("decline")}>
        {t("decline.open")}
      </Button>
    </>
  );
}
