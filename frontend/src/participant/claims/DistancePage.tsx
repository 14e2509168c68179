import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import type { TravelPolicy } from "../../api";
import { api, read } from "../../api";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import styles from "./Claims.module.css";
import { travel } from "./data";
import { DistanceField, distanceFault } from "./DistanceField";
import { readNumber, typedDistance } from "./money";
import { covered } from "./path";

/** How far it is from home to the site: said once, changed when she moves. */
export function DistancePage() {
  const { data } = travel.shown.value;
  return (
    <Page title={t("distance.title")} lead={t("distance.lead")} back={covered} ready={data !== null}>
      <Shown of={travel}>
        {({ policy, distance }) => policy && <Form policy={policy} known={distance === null ? "" : typedDistance(distance)} />}
      </Shown>
    </Page>
  );
}

function Form({ policy, known }: { policy: TravelPolicy; known: string }) {
  const { route } = useLocation();
  const [typed, setTyped] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const value = typed ?? known;
  const fault = distanceFault(value, policy.unit, "one");

  async function save(event: Event) {
    event.preventDefault();
    setTried(true);
    setProblem("");
    const one_way = readNumber(value, 1).value;
    if (fault || one_way === undefined) {
      document.getElementById("distance")?.focus();
      return;
    }
    setBusy(true);
    try {
      travel.set(await read(api.PUT("/api/me/travel/distance", { body: { one_way } })));
      route(covered, true);
    } catch (failure) {
      setProblem(words(failure, { field: "one_way" }));
      setBusy(false);
    }
  }

  return (
    <form class={styles.form} onSubmit={(event) => void save(event)} noValidate>
      <DistanceField way="one" unit={policy.unit} value={value} error={tried ? fault : null} onInput={setTyped} />
      {problem && (
        <Notice kind="red" role="alert">
          <p>{problem}</p>
        </Notice>
      )}
      <Button type="submit" wide busy={busy}>
        {t("distance.save")}
      </Button>
    </form>
  );
}
