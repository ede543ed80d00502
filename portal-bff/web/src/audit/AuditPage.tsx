import { useState } from "react";

import { ActivityPanel } from "../activity/ActivityPanel.js";
import { useActing } from "../client/hooks.js";
import type { AuditRow } from "../client/types.js";
import { Button, EmptyState, PageHead, PagedTable, Panel, Tabs } from "../design/index.js";
import { can, usePerson } from "../shell/person.js";
import { Export } from "./Export.js";
import { FilterForm } from "./FilterForm.js";
import { isOpenEnded, noFilters, rowsPath, searchOf, type Filters } from "./filters.js";
import { LiveLine } from "./LiveLine.js";
import { RowDialog } from "./RowDialog.js";
import { rowColumns } from "./row_columns.js";
import { useFilters } from "./useFilters.js";
import { useLiveTail } from "./useLiveTail.js";
import { useLog } from "./useLog.js";
import { useNames } from "./useNames.js";
import { Verify } from "./Verify.js";
import "./audit.css";

export function AuditPage() {
  const person = usePerson();
  const [filters, setFilters] = useFilters();
  return (
    <div className="stack">
      <PageHead
        title="Audit log"
        lead={
          can(person, "platform.operate")
            ? "Who did what, and when, on the whole platform. Nothing in it can be changed without breaking its chain."
            : `Who did what, and when, in ${person.org.name}. Nothing in it can be changed without breaking its chain.`
        }
      />
      <Tabs
        label="Audit log"
        tabs={[
          { key: "rows", title: "Rows", content: () => <Rows filters={filters} setFilters={setFilters} /> },
          { key: "activity", title: "Sign-ins and denials", content: () => <ActivityPanel orgId={filters.org_id} /> },
          {
            key: "proof",
            title: "Check and export",
            content: () => (
              <>
                <Verify />
                <Export orgId={filters.org_id} />
              </>
            ),
          },
        ]}
      />
    </div>
  );
}

interface RowsProps {
  readonly filters: Filters;
  readonly setFilters: (filters: Filters) => void;
}

function Rows({ filters, setFilters }: RowsProps) {
  const { names, known } = useNames();
  const log = useLog(rowsPath(filters));
  const [openedAt] = useState(() => Date.now());
  const openEnded = isOpenEnded(filters, openedAt);
  const acting = useActing();
  // Under an override each look would be a row of the log itself, and the next look would find it.
  const overriding = acting.kind === "acting" && acting.acting.by === "override";
  const mayFollow = openEnded && !overriding && acting.kind !== "ended";
  const live = useLiveTail(mayFollow, log.look);
  const [shown, setShown] = useState<AuditRow | null>(null);
  const filterBy = (only: Partial<Filters>): void => {
    setShown(null);
    setFilters({ ...noFilters, org_id: filters.org_id, ...only });
  };
  const filtered = searchOf(filters) !== "";
  return (
    <>
      <FilterForm key={searchOf(filters)} filters={filters} known={known} onApply={setFilters} />
      <Panel title="Rows" actions={mayFollow && <LiveLine live={live} news={log.news} />}>
        {overriding && (
          <p className="muted">
            New rows do not appear by themselves here: each look is itself a row of this log. Load the page anew to look
            again.
          </p>
        )}
        <PagedTable
          caption="Rows of the audit log, newest first"
          columns={rowColumns(names, setShown)}
          pages={log.pages}
          keyOf={(row) => String(row.id)}
          moreLabel="Show older rows"
          empty={
            filtered ? (
              <EmptyState title="No row fits these filters">
                <p>Take some of them away, or look at a longer time.</p>
                <p>
                  <Button
                    onClick={() => {
                      setFilters(noFilters);
                    }}
                  >
                    Show all rows
                  </Button>
                </p>
              </EmptyState>
            ) : (
              <EmptyState title="Nothing has happened yet">
                <p>Rows appear here by themselves as soon as somebody does something.</p>
              </EmptyState>
            )
          }
        />
      </Panel>
      {shown !== null && (
        <RowDialog
          row={shown}
          known={log.pages.items ?? []}
          names={names}
          onFilter={filterBy}
          onClose={() => {
            setShown(null);
          }}
        />
      )}
    </>
  );
}
