import { useLocation, useRoute } from "preact-iso";
import { useCallback, useState } from "preact/hooks";

import { ButtonLink } from "../../ui/Button";
import { useFilters } from "../data/address";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Page } from "../parts/Page";
import { focusRow } from "../parts/rows";
import { Empty, Shown } from "../parts/Shown";
import { can } from "../session/session";
import { team } from "./data";
import { InvitePanel } from "./InvitePanel";
import { MemberPanel } from "./MemberPanel";
import { memberAt, membersOf, shownOf } from "./members";
import { NEW, TEAM } from "./paths";
import { TeamFilters } from "./TeamFilters";
import { TeamTable } from "./TeamTable";
import type { Told } from "./told";

const defaults = { q: "", role: "", site: "", state: "", sort: "name" };
const unfiltered = { q: "", role: "", site: "", state: "" };

/** The people who work for the study, and beside or over them the one that is open, or the invitation of another. */
export function TeamPage() {
  const { id } = useRoute().params;
  const { route } = useLocation();
  const { filters, link, set } = useFilters(TEAM, defaults);
  const loaded = useLoad("team", team.read, { keep: true });
  const [told, setTold] = useState<Told | null>(null);

  const rowLink = (row: string) => link({}, `${TEAM}/${row}`);
  const members = membersOf(loaded.data ?? { people: [], ended: [], invitations: [], places: [] });
  const open = id && id !== NEW ? memberAt(members, id) : null;
  const rowId = open?.id ?? id;
  const back = link({});
  const close = useCallback(() => {
    route(back);
    if (rowId) focusRow(rowId);
  }, [route, back, rowId]);
  const tell = (next: Told) => {
    setTold(next);
    route(rowLink(next.id));
  };
  const rows = shownOf(members, filters);
  const narrowed = Object.keys(unfiltered).some((key) => filters[key as "q"] !== "");
  const panel = { onClose: close, onTold: tell };

  return (
    <Page
      title={t("team.title")}
      count={loaded.data && t(narrowed ? "team.found" : "team.count", { n: rows.length, count: rows.length })}
      actions={
        can("team.write") && (
          <ButtonLink icon="plus" href={rowLink(NEW)} data-row={NEW}>
            {t("team.invite")}
          </ButtonLink>
        )
      }
      filters={
        <TeamFilters
          places={loaded.data?.places ?? []}
          filters={filters}
          set={set}
          onClear={narrowed ? () => set(unfiltered) : undefined}
        />
      }
      panel={
        id === NEW ? (
          <InvitePanel loaded={loaded} {...panel} />
        ) : (
          id && (
            <MemberPanel
              key={open?.email ?? id}
              loaded={loaded}
              member={open}
              told={told?.email === open?.email ? told : null}
              onHide={() => setTold(null)}
              {...panel}
            />
          )
        )
      }
    >
      <Shown of={loaded} lines={8}>
        {({ places }) =>
          rows.length === 0 ? (
            <Empty title={t("team.none_found")}>
              <p>{t("team.none_found.text")}</p>
            </Empty>
          ) : (
            <TeamTable
              rows={rows}
              places={places}
              openId={rowId}
              sort={filters.sort}
              rowLink={rowLink}
              sortLink={(by) => link({ sort: by }, id ? `${TEAM}/${id}` : TEAM)}
              busy={loaded.loading}
            />
          )
        }
      </Shown>
    </Page>
  );
}
