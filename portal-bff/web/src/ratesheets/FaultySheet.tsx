import { Fragment, useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";

import { Button, Panel } from "../design/index.js";
import { faultSentence } from "../lending/words.js";
import { columnName } from "./csv_view.js";
import {
  markSheet,
  placeOf,
  valueAt,
  type MarkedSheet,
  type NumberedFault,
  type Piece,
  type Refused,
} from "./faults.js";

interface FaultySheetProps {
  readonly file: { readonly name: string; readonly text: string; readonly json: boolean };
  readonly refused: Refused;
}

/** The sheet as it was dropped, with what is wrong marked where it is, and a way from each fault to the next. */
export function FaultySheet({ file, refused }: FaultySheetProps) {
  const sheet = useMemo(() => markSheet(file.json ? "" : file.text, refused.faults), [file, refused]);
  const [current, setCurrent] = useState(0);
  const marks = useRef(new Map<number, HTMLElement>());
  const root = useRef<HTMLDivElement>(null);
  const count = sheet.faults.length;
  // The first fault takes the focus, as the answer to what was just done.
  useEffect(() => {
    marks.current.get(1)?.focus({ preventScroll: true });
  }, []);
  // Once it is marked: in a wide sheet the cell may stand far to the side of the words.
  useEffect(() => {
    const cell = root.current?.querySelector(".cell-current") ?? marks.current.get(current + 1);
    cell?.scrollIntoView({ block: "center", inline: "center" });
  }, [current]);
  const go = (step: number): void => {
    const next = (current + step + count) % count;
    setCurrent(next);
    marks.current.get(next + 1)?.focus({ preventScroll: true });
  };
  const jump = ({ key, target, altKey, ctrlKey, metaKey }: KeyboardEvent): void => {
    if (altKey || ctrlKey || metaKey || target instanceof HTMLInputElement) return;
    if (key === "n") go(1);
    if (key === "p") go(-1);
  };
  const mark = (fault: NumberedFault) => (element: HTMLElement | null) => {
    if (element !== null) marks.current.set(fault.number, element);
  };
  return (
    <Panel
      title={`${file.name}: ${faultCount(count, refused.more)}`}
      lead="Nothing was saved. Mend these places in your file, save it, and drop it again."
    >
      <div className="faulty" ref={root} onKeyDown={jump}>
        <div className="fault-steps">
          <Button
            small
            onClick={() => {
              go(-1);
            }}
          >
            Previous
          </Button>
          <span aria-live="polite">
            Fault {current + 1} of {count}
          </span>
          <Button
            small
            onClick={() => {
              go(1);
            }}
          >
            Next fault
          </Button>
        </div>
        <Elsewhere faults={sheet.elsewhere} text={file.json ? file.text : null} current={current + 1} mark={mark} />
        {sheet.pieces.length > 0 && sheet.elsewhere.length < count && (
          <Grid sheet={sheet} current={current + 1} mark={mark} />
        )}
      </div>
    </Panel>
  );
}

function faultCount(count: number, more: boolean): string {
  if (more) return `the first ${String(count)} faults`;
  return count === 1 ? "one fault" : `${String(count)} faults`;
}

type Mark = (fault: NumberedFault) => (element: HTMLElement | null) => void;

interface ElsewhereProps {
  readonly faults: readonly NumberedFault[];
  /** The text of a JSON sheet, to show what stands there. */
  readonly text: string | null;
  readonly current: number;
  readonly mark: Mark;
}

/** Faults with no cell to mark: of the sheet as a whole, and of JSON. */
function Elsewhere({ faults, text, current, mark }: ElsewhereProps) {
  if (faults.length === 0) return null;
  return (
    <ol className="fault-list">
      {faults.map((fault) => {
        const found = text === null || fault.pointer === undefined ? null : valueAt(text, fault.pointer);
        return (
          <li
            key={fault.number}
            className={fault.number === current ? "fault fault-current" : "fault"}
            tabIndex={-1}
            ref={mark(fault)}
          >
            <FaultNumber fault={fault} />
            <span>
              <strong>In {placeOf(fault, columnName)}</strong>
              {found !== null && found.length < 60 && (
                <>
                  : <code>{found}</code>
                </>
              )}
              <br />
              {faultSentence(fault)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function FaultNumber({ fault }: { fault: NumberedFault }) {
  return (
    <span className="fault-number" aria-hidden="true">
      {fault.number}
    </span>
  );
}

function Grid({ sheet, current, mark }: { sheet: MarkedSheet; current: number; mark: Mark }) {
  const columns = Array.from({ length: sheet.columns }, (_, index) => columnName(index + 1));
  return (
    <div className="grid-scroll" role="region" aria-label="The sheet, with its faults marked" tabIndex={0}>
      <table className="grid">
        <caption className="visually-hidden">Rows with faults, and those around them</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Line</span>
            </th>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.pieces.map((piece) => (
            <PieceRows
              key={piece.kind === "row" ? piece.line : `gap ${String(piece.from)}`}
              piece={piece}
              columns={columns.length}
              current={current}
              mark={mark}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PieceRowsProps {
  readonly piece: Piece;
  readonly columns: number;
  readonly current: number;
  readonly mark: Mark;
}

function PieceRows({ piece, columns, current, mark }: PieceRowsProps) {
  if (piece.kind === "gap") {
    return (
      <tr className="grid-gap">
        <td colSpan={columns + 1}>
          <span className="grid-words">
            {piece.from === piece.to
              ? `Line ${String(piece.from)} has no fault`
              : `Lines ${String(piece.from)} to ${String(piece.to)} have no fault`}
          </span>
        </td>
      </tr>
    );
  }
  const faults = piece.cells.flatMap((cell) => cell.faults);
  return (
    <Fragment>
      <tr className={piece.comment ? "grid-comment" : undefined}>
        <th scope="row">{piece.line}</th>
        {piece.cells.map((cell) => {
          const bad = cell.faults.length > 0;
          const isCurrent = cell.faults.some(({ number }) => number === current);
          return (
            <td
              key={cell.column}
              className={bad ? (isCurrent ? "cell-bad cell-current" : "cell-bad") : undefined}
              colSpan={piece.comment ? columns : undefined}
            >
              {cell.text}
              {bad && <span className="visually-hidden"> (fault)</span>}
            </td>
          );
        })}
      </tr>
      {faults.map((fault) => (
        <tr key={fault.number} className="grid-fault">
          <td colSpan={columns + 1}>
            <div
              className={fault.number === current ? "grid-words fault fault-current" : "grid-words fault"}
              tabIndex={-1}
              ref={mark(fault)}
            >
              <FaultNumber fault={fault} />
              <span>
                <strong>{cellName(fault)}</strong> {faultSentence(fault)}
              </span>
            </div>
          </td>
        </tr>
      ))}
    </Fragment>
  );
}

/** As a spreadsheet has it: "D5". */
function cellName({ column = 1, line = 0 }: NumberedFault): string {
  return `${columnName(column)}${String(line)}:`;
}
