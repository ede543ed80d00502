import { Fragment, type ReactNode } from "react";

import type { AuditRow } from "../client/types.js";
import { Badge, Button, Id, Time, type Column } from "../design/index.js";
import { actionWords } from "./actions.js";
import { actorTypes, gistOf, outcomeOf, resourceType } from "./row_words.js";
import type { Names } from "./useNames.js";

export function rowColumns(names: Names, show: (row: AuditRow) => void): readonly Column<AuditRow>[] {
  return [
    {
      title: "What",
      heading: true,
      cell: ({ action }) => <Action action={action} />,
    },
    { title: "When", cell: (row) => <Time at={row.occurred_at} seconds /> },
    { title: "Who", cell: (row) => <Actor row={row} names={names} /> },
    { title: "About", cell: (row) => <About row={row} names={names} /> },
    { title: "Outcome", cell: (row) => <Outcome row={row} /> },
    {
      title: "What you can do",
      actions: true,
      cell: (row) => (
        <Button
          small
          label={`Details of row ${String(row.id)}: ${actionWords(row.action)}`}
          onClick={() => {
            show(row);
          }}
        >
          Details
        </Button>
      ),
    },
  ];
}

/** In words where there are some, and always by its name. */
function Action({ action }: { action: string }) {
  const words = actionWords(action);
  if (words === action) return <strong>{withBreaks(action)}</strong>;
  return (
    <>
      <strong>{words}</strong>
      <br />
      <code className="muted">{withBreaks(action)}</code>
    </>
  );
}

/** Long names of actions break where a word ends. */
function withBreaks(action: string): ReactNode {
  return action.split("_").map((word, index) => (
    <Fragment key={`${word} ${String(index)}`}>
      {index > 0 && (
        <>
          _<wbr />
        </>
      )}
      {word}
    </Fragment>
  ));
}

export function Outcome({ row }: { row: AuditRow }) {
  const [words, tone] = outcomeOf(row);
  return <Badge tone={tone}>{words}</Badge>;
}

export function Actor({ row: { actor }, names }: { row: AuditRow; names: Names }) {
  if (actor.type === "system") return <>{actorTypes.system}</>;
  const name = names.get(actor.id);
  return (
    <>
      {name === undefined ? (
        <span className="muted">{actorTypes[actor.type]}</span>
      ) : (
        <span className="breakable">{name}</span>
      )}
      <br />
      <Id of={actor.id} />
    </>
  );
}

function About({ row, names }: { row: AuditRow; names: Names }) {
  const gist = gistOf(row);
  const id = row.resource?.id ?? "";
  const name = names.get(id);
  return (
    <>
      {row.resource !== null && (
        <>
          <span className={name === undefined ? "muted" : "breakable"}>{name ?? resourceType(row)}</span> <Id of={id} />
        </>
      )}
      {gist !== "" && (
        <>
          {row.resource !== null && <br />}
          <span className="breakable">{gist}</span>
        </>
      )}
    </>
  );
}
