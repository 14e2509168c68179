import { useLocation, useRoute } from "preact-iso";
import { useCallback } from "preact/hooks";

import { ButtonLink } from "../../ui/Button";
import { useFilters } from "../data/address";
import { PAGE_SIZE, staff } from "../data/api";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Page } from "../parts/Page";
import { Pager } from "../parts/Pager";
import { focusRow } from "../parts/rows";
import { Empty, Shown } from "../parts/Shown";
import { can } from "../session/session";
import { AddPanel } from "./AddPanel";
import { ParticipantPanel } from "./ParticipantPanel";
import { ParticipantFilters } from "./ParticipantFilters";
import { ParticipantsTable } from "./ParticipantsTable";

const PATH = "/staff/participants";
export const defaults = { site: "", status: "", late: "", not_joined: "", q: "", sort: "code", page: "1" };
const narrowing = ["site", "status", "late", "not_joined", "q"] as const;

/** The list of participants, and beside or over it the one that is open, or the form for a new one. */
export function ParticipantsPage() {
  const { id } = useRoute().params;
  const { route } = useLocation();
  const { filters, link, set } = useFilters(PATH, defaults);
  const list = useLoad(
    `participants ${new URLSearchParams(filters).toString()}`,
    () => staff.participants(filters),
    { keep: true },
  );

  const keepPage = { page: filters.page };
  const rowLink = (row: string) => link(keepPage, `${PATH}/${row}`);
  const back = link(keepPage);
  const close = useCallback(() => {
    route(back);
    if (id) focusRow(id);
  }, [route, back, id]);
  const narrowed = narrowing.some((key) => filters[key] !== "");
  const clear = () => set({ site: "", status: "", late: "", not_joined: "", q: "" });
  const total = list.data?.total;

  return (
    <Page
      title={t("participants.title")}
      count={total !== undefined && t(narrowed ? "participants.found" : "participants.count", { n: total })}
      actions={
        can("participants.write") && (
          <ButtonLink icon="plus" href={rowLink("new")} data-row="new">
            {t("participants.add")}
          </ButtonLink>
        )
      }
      filters={<ParticipantFilters filters={filters} set={set} onClear={narrowed ? clear : undefined} />}
      panel={
        id === "new" ? (
          <AddPanel onClose={close} onAdded={(added) => route(rowLink(added))} />
        ) : (
          id && <ParticipantPanel id={id} onClose={close} />
        )
      }
    >
      <Shown of={list} lines={10}>
        {({ rows, total: all }) =>
          rows.length === 0 ? (
            <Empty title={narrowed ? t("participants.none_found") : t("participants.none")}>
              <p>{narrowed ? t("participants.none_found.text") : t("participants.none.text")}</p>
            </Empty>
          ) : (
            <>
              <ParticipantsTable
                rows={rows}
                openId={id}
                sort={filters.sort}
                rowLink={rowLink}
                sortLink={(by) => link({ sort: by }, id ? `${PATH}/${id}` : PATH)}
                busy={list.loading}
              />
              <Pager page={Number(filters.page)} size={PAGE_SIZE} total={all} link={(page) => link({ page })} />
            </>
          )
        }
      </Shown>
    </Page>
  );
}
