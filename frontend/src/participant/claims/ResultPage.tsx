import { type Label, t } from "../../i18n";
import { progress } from "../../offline/files";
import { unsent } from "../../offline/outbox";
import { ButtonLink } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { Page } from "../app/Page";
import { useResource } from "../data/resource";
import { parcelInWords } from "./cards";
import styles from "./Claims.module.css";
import { travel } from "./data";
import { claimPage, home } from "./path";
import { RefusedParcel } from "./RefusedParcel";
import { type Parcel, parcels } from "./sending";
import { became } from "./words";

/** Right after sending: where the claim is, photo by photo, and who acts next. Without a connection too. */
export function ResultPage({ id }: { id: string }) {
  const { data } = useResource(travel);
  const parcel = parcels(unsent.value).find(({ body }) => body.id === id);
  const claim = data?.claims.find((one) => one.id === id);
  return (
    <Page title={t(titleOf(parcel))} back={home}>
      {parcel ? (
        <OnItsWay parcel={parcel} />
      ) : (
        <>
          <Notice kind="green" role="status">
            {claim && data ? became(claim, data).map((sentence) => <p key={sentence}>{sentence}</p>) : <p>{t("sent.there")}</p>}
          </Notice>
          {claim && (
            <ButtonLink wide href={claimPage(id)}>
              {t("travel.open")}
            </ButtonLink>
          )}
        </>
      )}
      <ButtonLink kind="quiet" wide href={home}>
        {t("visitClaim.toTravel")}
      </ButtonLink>
    </Page>
  );
}

function titleOf(parcel: Parcel | undefined): Label {
  if (!parcel) return "sent.sent";
  if (parcel.state === "refused") return "sent.refused";
  if (parcel.state === "signed_out") return "sent.signedOut";
  return parcel.state === "leaving" ? "sent.sending" : "sent.kept";
}

function OnItsWay({ parcel }: { parcel: Parcel }) {
  if (parcel.state === "refused") return <RefusedParcel parcel={parcel} />;
  if (parcel.state === "leaving") return <Progress parcel={parcel} />;
  return (
    <Notice kind="amber" role="status">
      <p>{parcel.state === "waiting" ? t("sent.waiting") : t("state.signIn")}</p>
    </Notice>
  );
}

/** Which photo is being sent. The bar moves between them; the words say enough for whoever does not see it. */
function Progress({ parcel }: { parcel: Parcel }) {
  const { photos, gone, items } = parcel;
  const part = items.reduce((sum, { id }) => sum + (progress.value.get(id) ?? 0), gone);
  return (
    <div class={styles.steps}>
      <p role="status">{parcelInWords(parcel)}</p>
      {photos > 0 && <progress class={styles.progress} aria-label={t("sent.sending")} max={photos} value={part} />}
      <p class={styles.soft}>{t("sent.open")}</p>
    </div>
  );
}
