import { useState } from "preact/hooks";

import { api, type Device, read } from "../../api";
import { language, t } from "../../i18n";
import { deviceZone, momentInWords } from "../../i18n/dates";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Live } from "../../ui/Live";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { devices as answer } from "../data/answers";
import rows from "../../ui/Rows.module.css";
import styles from "./More.module.css";
import { whereTheyWork } from "../passkeys/whereTheyWork";
import { SignOut } from "./SignOut";

const Passkeys = whereTheyWork(() => import("../passkeys/Passkeys"));

/** Where one is signed in, and how to end it elsewhere. */
export default function DevicesPage() {
  const [asking, setAsking] = useState(false);
  return (
    <Page title={t("more.devices")} lead={t("devices.lead")} back="/more">
      <Shown of={answer}>{(list) => <List list={list} />}</Shown>
      <Button kind="danger" icon="signout" onClick={() => setAsking(true)}>
        {t("devices.all")}
      </Button>
      <Passkeys />
      <SignOut everywhere open={asking} onCancel={() => setAsking(false)} />
    </Page>
  );
}

function List({ list }: { list: readonly Device[] }) {
  const [said, setSaid] = useState<{ kind: "green" | "amber"; text: string } | null>(null);

  async function end(device: Device) {
    setSaid(null);
    try {
      await read(api.DELETE("/api/account/devices/{device_id}", { params: { path: { device_id: device.id } } }));
      setSaid({ kind: "green", text: t("devices.out.done", { device: device.label }) });
      await answer.renew();
    } catch (failure) {
      setSaid({ kind: "amber", text: words(failure, { offline: "offline.act" }) });
    }
  }

  return (
    <>
      <Live>
        {said && (
          <Notice kind={said.kind}>
            <p>{said.text}</p>
          </Notice>
        )}
      </Live>
      <ul class={rows.list}>
        {list.map((device) => (
          <li class={styles.device} key={device.id}>
            <Icon name="device" />
            <Words device={device} />
            {!device.current && (
              <Button
                kind="quiet"
                aria-label={t("devices.outWhat", { device: device.label })}
                onClick={() => void end(device)}
              >
                {t("devices.out")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Words({ device }: { device: Device }) {
  const at = (instant: string) => momentInWords(language.value, instant, deviceZone());
  return (
    <span class={styles.deviceWords}>
      <strong>{device.label}</strong>
      {device.current && <span class={styles.badge}>{t("devices.this")}</span>}
      <span class={styles.soft}>{t("devices.seen", { when: at(device.last_seen_at) })}</span>
      <span class={styles.soft}>{t("devices.since", { when: at(device.made_at) })}</span>
    </span>
  );
}
