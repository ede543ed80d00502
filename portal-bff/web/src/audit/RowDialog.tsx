import type { ReactNode } from "react";

import type { AuditRow } from "../client/types.js";
import { Dialog, Fact, Id, OrgName, Time, Tree } from "../design/index.js";
import { actionWords } from "./actions.js";
import { ChainPlace } from "./ChainPlace.js";
import { auditLink, type Filters } from "./filters.js";
import { Actor, Outcome } from "./row_columns.js";
import { resourceType } from "./row_words.js";
import { Section } from "./Section.js";
import type { Names } from "./useNames.js";

interface RowDialogProps {
  readonly row: AuditRow;
  /** Other rows that the page has. */
  readonly known: readonly AuditRow[];
  readonly names: Names;
  readonly onFilter: (only: Partial<Filters>) => void;
  readonly onClose: () => void;
}

export function RowDialog({ row, known, names, onFilter, onClose }: RowDialogProps) {
  return (
    <Dialog title={`${actionWords(row.action)} (row ${String(row.id)})`} onClose={onClose} wide>
      <dl className="facts facts-roomy">
        <Fact name="When">
          <Time at={row.occurred_at} seconds />
        </Fact>
        <Fact name="Outcome">
          <Outcome row={row} />
        </Fact>
        <Fact name="Action">
          <FilterLink only={{ action: row.action }} onFilter={onFilter} hint="Show all rows of this action">
            <code>{row.action}</code>
          </FilterLink>
        </Fact>
        <Fact name="Who">
          <Actor row={row} names={names} />
        </Fact>
        <Fact name="Who belongs to">
          <Org id={row.actor.org_id} names={names} />
        </Fact>
        <Fact name="Acted for">
          <Org id={row.acting_as_org_id} names={names} />
        </Fact>
        {row.actor.key_id !== null && (
          <Fact name="With the API key">
            <Id of={row.actor.key_id} />
          </Fact>
        )}
        <Fact name="Correlation id" wide>
          <FilterLink
            only={{ correlation_id: row.correlation_id }}
            onFilter={onFilter}
            hint="Show everything that the same request did"
          >
            <code className="breakable">{row.correlation_id}</code>
          </FilterLink>
        </Fact>
      </dl>
      <Section title="What it was about">
        {row.resource === null ? (
          <p className="muted">Nothing in particular.</p>
        ) : (
          <dl className="facts facts-roomy">
            <Fact name="Kind">{resourceType(row)}</Fact>
            <Fact name="Id">
              <Id of={row.resource.id ?? ""} />
            </Fact>
            <Fact name="Belongs to">
              <Org id={row.resource.owner_org_id ?? ""} names={names} />
            </Fact>
          </dl>
        )}
      </Section>
      <Section title="Request">
        {row.request === null ? (
          <p className="muted">
            It came from no request: the platform did it by itself, or an operator on the command line.
          </p>
        ) : (
          <dl className="facts facts-roomy">
            <Fact name="Address">
              <code>{row.request.ip ?? "not known"}</code>
            </Fact>
            <Fact name="Call" wide>
              <code className="breakable">
                {row.request.method ?? ""} {row.request.uri ?? ""}
              </code>
            </Fact>
          </dl>
        )}
      </Section>
      <Section title="Details">
        <Tree of={row.payload} empty="Nothing more was recorded." />
      </Section>
      <ChainPlace row={row} known={known} />
    </Dialog>
  );
}

function Org({ id, names }: { id: string; names: Names }) {
  return <OrgName id={id} name={names.get(id) ?? null} />;
}

interface FilterLinkProps {
  readonly only: Partial<Filters>;
  readonly onFilter: (only: Partial<Filters>) => void;
  readonly hint: string;
  readonly children: ReactNode;
}

/** A link, so that it can be opened in another tab and copied; pressed, it filters this page. */
function FilterLink({ only, onFilter, hint, children }: FilterLinkProps) {
  return (
    <a
      href={auditLink(only)}
      title={hint}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onFilter(only);
      }}
    >
      {children}
    </a>
  );
}
