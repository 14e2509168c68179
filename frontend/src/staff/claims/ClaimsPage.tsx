import { useLocation, useRoute } from "preact-iso";

import { ButtonLink } from "../../ui/Button";
import { useFilters } from "../data/address";
import { PAGE_SIZE } from "../data/api";
import { useFresh } from "../data/useFresh";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { FilterBar, SelectFilter } from "../parts/Filters";
import { Page } from "../parts/Page";
import { Pager } from "../parts/Pager";
import { focusRow } from "../parts/rows";
import { Empty, Shown } from "../parts/Shown";
import { mySites } from "../session/session";
import { ClaimPanel } from "./ClaimPanel";
import { ClaimsTable } from "./ClaimsTable";
import { claimPath, CLAIMS, claims, CLAIMS_CSV, LINES_CSV, type Waiting, waitings } from "./data";
import { Head } from "./Head";

const defaults = { waiting: "to_check", site: "", page: "1" };
/** Lists of what the team has decided. */
const decided = new Set<Waiting>(["to_pay", "on_its_way", "done"]);

/** Claims by what they wait for: the longest waiting first, as the server sorts. */
export function ClaimsPage() {
  const { id } = useRoute().params;
  const { route } = useLocation();
  const { filters, link, set } = useFilters(CLAIMS, defaults);
  const { site, page } = filters;
  const waiting = waitings.find((one) => one === filters.waiting) ?? "to_check";
  const list = useLoad(`claims ${waiting} ${site} ${page}`, () => claims.list(waiting, site, Number(page)), {
    keep: true,
  });
  useFresh(list.reload);
  const close = () => {
    route(link({ page }));
    if (id) focusRow(id);
  };

  return (
    <Page
      title={t("claims.title")}
      count={list.data && t("claims.count", { n: list.data.total })}
      actions={<Exports />}
      filters={
        <>
          <Head current="claims" counts={list.data?.counts ?? null} />
          <Filters waiting={waiting} site={site} set={set} />
        </>
      }
      panel={id && <ClaimPanel id={id} link={(to) => link({ page }, claimPath(to))} onClose={close} />}
    >
      <Shown of={list}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <Empty title={t(`claims.none.${waiting}`)} />
          ) : (
            <>
              <ClaimsTable
                rows={rows}
                openId={id}
                rowLink={(row) => link({ page }, claimPath(row))}
                busy={list.loading}
                decided={decided.has(waiting)}
              />
              <Pager page={Number(page)} size={PAGE_SIZE} total={total} link={(to) => link({ page: to })} />
            </>
          )
        }
      </Shown>
    </Page>
  );
}

type FilterProps = { waiting: Waiting; site: string; set: (change: { waiting?: string; site?: string }) => void };

function Filters({ waiting, site, set }: FilterProps) {
  const sites = mySites();
  const narrowed = waiting !== "to_check" || site !== "";
  return (
    <FilterBar onClear={narrowed ? () => set({ waiting: "to_check", site: "" }) : undefined}>
      <SelectFilter
        label={t("claims.waiting")}
        value={waiting}
        choices={waitings.map((value) => ({ value, label: t(`claims.waiting.${value}`) }))}
        onChange={(value) => set({ waiting: value })}
      />
      {sites.length > 1 && (
        <SelectFilter
          label={t("column.site")}
          value={site}
          choices={[{ value: "", label: t("filter.any") }, ...sites.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(value) => set({ site: value })}
        />
      )}
    </FilterBar>
  );
}

/** All claims, and all their lines, as tables to compute with. */
function Exports() {
  return (
    <>
      <ButtonLink kind="plain" icon="save" href={CLAIMS_CSV} download>
        {t("claims.csv")}
      </ButtonLink>
      <ButtonLink kind="plain" icon="save" href={LINES_CSV} download>
        {t("claims.lines_csv")}
      </ButtonLink>
    </>
  );
}
