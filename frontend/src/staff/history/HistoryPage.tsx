import { ButtonLink } from "../../ui/Button";
import { PAGE_SIZE } from "../data/api";
import { useFilters } from "../data/address";
import type { HistoryRow } from "../data/types";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Page } from "../parts/Page";
import { Pager } from "../parts/Pager";
import { Empty, Shown } from "../parts/Shown";
import { mySites } from "../session/session";
import { history, HISTORY, historyCsv, type Narrowed } from "./data";
import { EntriesTable } from "./EntriesTable";
import { HistoryFilters } from "./HistoryFilters";
import type { Speaking } from "./words";

const nothing: Narrowed = { site: "", participant: "", who: "", kind: "", action: "", first: "", last: "" };
const defaults = { ...nothing, page: "1", up_to: "" };

/** All that happened at one's sites: narrowed, read page by page, taken away as a table. */
export function HistoryPage() {
  const { filters, link, set } = useFilters(HISTORY, defaults);
  const { page, up_to: upTo, ...narrowed } = filters;
  const choices = useLoad("history choices", history.choices);
  const loaded = useLoad(`history ${JSON.stringify(filters)}`, () => history.page(narrowed, Number(page), upTo));
  const isNarrowed = Object.values(narrowed).some((value) => value !== "");
  const newest = upTo || String(loaded.data?.rows[0]?.id ?? "");
  return (
    <Page
      title={t("history.title")}
      count={loaded.data && t("history.count", { n: loaded.data.total })}
      actions={
        <ButtonLink kind="plain" icon="save" href={historyCsv(narrowed)} download>
          {t("history.csv")}
        </ButtonLink>
      }
      filters={
        <HistoryFilters
          narrowed={narrowed}
          choices={choices.data}
          set={(change) => set({ ...change, up_to: "" })}
          onClear={isNarrowed ? () => set({ ...nothing, up_to: "" }) : undefined}
        />
      }
    >
      <Shown of={loaded} lines={12}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <Empty title={t(isNarrowed ? "history.nothing" : "history.none")} />
          ) : (
            <>
              <EntriesTable rows={rows} title={t("history.title")} speakingOf={speakingAt} many />
              <Pager
                page={Number(page)}
                size={PAGE_SIZE}
                total={total}
                link={(next) => link({ page: next, up_to: next === "1" ? "" : newest })}
              />
            </>
          )
        }
      </Shown>
    </Page>
  );
}

/** Of many participants at once visits have no names of their own; the clock is that of the site. */
function speakingAt({ site_id: id }: HistoryRow): Speaking {
  const site = mySites().find((one) => one.id === id);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { visits: new Map(), names: new Map(), timeZone: site?.time_zone ?? here };
}
