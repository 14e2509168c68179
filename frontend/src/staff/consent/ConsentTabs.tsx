import { t } from "../i18n";
import { Tabs } from "../parts/Tabs";
import { can } from "../session/session";

/** Between the people and the texts, for whom both are there. */
export function ConsentTabs({ current }: { current: "people" | "texts" }) {
  if (!can("consent.read") || !can("study.read")) return null;
  return (
    <Tabs
      label={t("consent.parts")}
      current={current}
      tabs={[
        { key: "people", label: t("consent.people"), href: "/staff/consent" },
        { key: "texts", label: t("consent.texts"), href: "/staff/consent/versions" },
      ]}
    />
  );
}
