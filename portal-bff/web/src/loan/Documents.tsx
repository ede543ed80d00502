import { Download } from "../acting/Download.js";
import { usePages } from "../client/hooks.js";
import type { Org } from "../client/types.js";
import { EmptyState, OrgName, PagedTable, Panel, TimeAgo, type Column } from "../design/index.js";
import { formatBytes } from "../design/format.js";
import type { LoanDocument, LoanWithBorrower } from "../lending/types.js";
import { usePerson } from "../shell/person.js";

export function Documents({ loan }: { loan: LoanWithBorrower }) {
  const { org } = usePerson();
  const documents = usePages<LoanDocument>(`/api/v1/loans/${loan.id}/documents`);
  const own = loan.owner_org_id === org.id;
  return (
    <Panel
      title="Documents"
      lead={
        own
          ? "What partners\u2019 systems have delivered. Whoever downloads a document is on record."
          : "What the organisation has delivered. Only the owner of the loan can open it."
      }
    >
      <PagedTable
        caption="Documents"
        columns={columnsFor(own, org)}
        pages={documents}
        keyOf={({ id }) => id}
        empty={
          <EmptyState title="No document was delivered yet">
            <p>Appraisals, approvals and the like come from partners&rsquo; systems, by their API keys.</p>
          </EmptyState>
        }
      />
    </Panel>
  );
}

function columnsFor(own: boolean, org: Org): readonly Column<LoanDocument>[] {
  const columns: readonly Column<LoanDocument>[] = [
    {
      title: "Document",
      heading: true,
      cell: (document) => (
        <>
          <strong className="breakable">{document.name}</strong>
          <br />
          <span className="muted">{document.kind.replace(/[_-]/g, " ")}</span>
        </>
      ),
    },
    { title: "Size", numeric: true, cell: ({ size }) => formatBytes(size) },
    { title: "Delivered", cell: ({ created_at }) => <TimeAgo at={created_at} /> },
    {
      title: "By",
      cell: ({ delivered_by_org_id: by, delivered_by_name: name }) =>
        by === org.id ? org.name : <OrgName id={by} name={name} />,
    },
  ];
  if (!own) return columns;
  return [
    ...columns,
    {
      title: "What you can do",
      actions: true,
      cell: ({ id, name }) => (
        <Download path={`/api/v1/documents/${id}`} name={name} label={`Download ${name}`}>
          Download
        </Download>
      ),
    },
  ];
}
