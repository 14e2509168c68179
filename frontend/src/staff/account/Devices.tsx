import { useState } from "preact/hooks";

import { api, read } from "../../api";
import { Button } from "../../ui/Button";
import { type Problem, toProblem } from "../data/problem";
import { changed, useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Section } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { Shown } from "../parts/Shown";
import { When } from "../parts/When";
import styles from "./Account.module.css";

/** Where this account is signed in, and the way to end that. */
export function Devices() {
  const loaded = useLoad("devices", () => read(api.GET("/api/account/devices")));
  const [problem, setProblem] = useState<Problem | null>(null);

  async function attempt(act: () => Promise<unknown>) {
    try {
      setProblem(null);
      await act();
    } catch (error) {
      setProblem(toProblem(error));
    }
  }

  const end = (id: string, label: string) =>
    attempt(async () => {
      await read(api.DELETE("/api/account/devices/{device_id}", { params: { path: { device_id: id } } }));
      announce(t("devices.ended", { label }));
      await changed();
    });
  const endAll = () =>
    attempt(async () => {
      await read(api.POST("/api/account/sign-out-everywhere"));
      location.assign("/staff/");
    });

  return (
    <Section
      title={t("devices.title")}
      rank={2}
      action={
        <Button kind="danger" onClick={() => void endAll()}>
          {t("devices.all")}
        </Button>
      }
    >
      <Problems problem={problem} fields={{}} />
      <Shown of={loaded} lines={3}>
        {({ devices }) => (
          <ul class={styles.devices}>
            {devices.map((device) => (
              <li key={device.id}>
                <strong>{device.label}</strong>
                <span class={styles.soft}>
                  {device.current ? (
                    t("devices.this")
                  ) : (
                    <>
                      {t("devices.seen")} <When at={device.last_seen_at} />
                    </>
                  )}
                </span>
                {!device.current && (
                  <Button
                    kind="quiet"
                    aria-label={t("devices.end_of", { label: device.label })}
                    onClick={() => void end(device.id, device.label)}
                  >
                    {t("devices.end")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </Section>
  );
}
