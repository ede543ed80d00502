import { Download } from "../acting/Download.js";
import { Own } from "../acting/Own.js";
import type { Pages } from "../client/hooks.js";
import { Badge, Button, EmptyState, Id, OrgName, PagedTable, Panel, TimeAgo, type Column } from "../design/index.js";
import { SheetBadge } from "../lending/badges.js";
import type { RateSheet } from "../lending/types.js";
import { usePerson } from "../shell/person.js";

interface SheetsPanelProps {
  readonly sheets: Pages<RateSheet>;
  /** Null for who may not put sheets in force. */
  readonly onActivate: ((sheet: RateSheet) => void) | null;
}

export function SheetsPanel({ sheets, onActivate }: SheetsPanelProps) {
  const { org } = usePerson();
  return (
    <Panel
      title="Sheets"
      lead="Newest first. For each product, prices are made from the one sheet that is in force for it."
    >
      <PagedTable
        caption="Rate sheets"
        columns={columnsFor(org.id, onActivate)}
        pages={sheets}
        keyOf={({ id }) => id}
        empty={
          <EmptyState title="There is no rate sheet yet">
            <p>
              {onActivate === null
                ? "A sheet appears here once a lender offers you theirs. They need the organisation\u2019s id:"
                : "Drop one above. It prices nothing until you put it in force."}
            </p>
            {onActivate === null && (
              <p>
                <Id of={org.id} />
              </p>
            )}
          </EmptyState>
        }
      />
    </Panel>
  );
}

function columnsFor(orgId: string, onActivate: ((sheet: RateSheet) => void) | null): readonly Column<RateSheet>[] {
  return [
    {
      title: "Sheet",
      heading: true,
      cell: (sheet) => (
        <>
          <strong>{sheet.name}</strong>
          <br />
          <span className="muted">
            {sheet.lender_org_id === orgId ? <Own /> : <OrgName id={sheet.lender_org_id} name={sheet.lender_name} />},{" "}
            {sheet.cells}&nbsp;cells
          </span>
        </>
      ),
    },
    { title: "State", cell: ({ state }) => <SheetBadge state={state} /> },
    { title: "Products", cell: (sheet) => <Products sheet={sheet} /> },
    { title: "Uploaded", cell: ({ created_at }) => <TimeAgo at={created_at} /> },
    {
      title: "What you can do",
      actions: true,
      cell: (sheet) => (
        <>
          {onActivate !== null && sheet.lender_org_id === orgId && sheet.in_force.length < sheet.products.length && (
            <Button
              small
              label={`Put in force: ${sheet.name}`}
              onClick={() => {
                onActivate(sheet);
              }}
            >
              Put in force
            </Button>
          )}
          <Download path={`/api/v1/ratesheets/${sheet.id}/csv`} name={`${sheet.id}.csv`} label={`CSV of ${sheet.name}`}>
            CSV
          </Download>
        </>
      ),
    },
  ];
}

const productsShown = 12;

/** Those in force stand out; of very many, the first. */
function Products({ sheet }: { sheet: RateSheet }) {
  const ordered = [...sheet.in_force, ...sheet.products.filter((product) => !sheet.in_force.includes(product))];
  const hidden = ordered.length - productsShown;
  return (
    <span className="badges">
      {ordered.slice(0, productsShown).map((product) => (
        <Badge key={product} tone={sheet.in_force.includes(product) ? "good" : "plain"}>
          {product}
          {sheet.in_force.includes(product) && <span className="visually-hidden"> (in force)</span>}
        </Badge>
      ))}
      {hidden > 0 && <Badge>and {hidden} more</Badge>}
    </span>
  );
}
