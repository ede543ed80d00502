// The faults of a refused sheet, put where they are in it. Pure.
import type { Problem } from "../client/problem.js";
import type { SheetFault } from "../lending/types.js";
import { viewOf, type ViewCell, type ViewRow } from "./csv_view.js";

export interface Refused {
  readonly faults: readonly SheetFault[];
  /** There are others beyond them. */
  readonly more: boolean;
}

/** Null for what is no refusal of a sheet. */
export function refusedOf(problem: Problem): Refused | null {
  const faults = problem.code === "invalid_rate_sheet" ? problem.members["faults"] : null;
  // Their shape is the server's word, as that of every answer.
  return Array.isArray(faults) ? { faults: faults as SheetFault[], more: problem.members["more"] === true } : null;
}

export interface NumberedFault extends SheetFault {
  /** From 1, in the order of the sheet. */
  readonly number: number;
}

export interface MarkedCell extends ViewCell {
  readonly faults: readonly NumberedFault[];
}

export type Piece =
  | { readonly kind: "row"; readonly line: number; readonly comment: boolean; readonly cells: readonly MarkedCell[] }
  /** Rows without faults that are not shown. */
  | { readonly kind: "gap"; readonly from: number; readonly to: number };

export interface MarkedSheet {
  readonly pieces: readonly Piece[];
  readonly columns: number;
  /** Faults that no cell of the text could be found for. */
  readonly elsewhere: readonly NumberedFault[];
  readonly faults: readonly NumberedFault[];
}

/** Rows shown before and after one with faults. */
const around = 2;

export function markSheet(text: string, found: readonly SheetFault[]): MarkedSheet {
  const faults = found.map((fault, index) => ({ ...fault, number: index + 1 }));
  const rows = viewOf(text);
  const placed = new Map<ViewRow, NumberedFault[]>();
  const elsewhere = faults.filter((fault) => {
    const row = rowOf(rows, fault);
    if (row !== undefined) placed.set(row, [...(placed.get(row) ?? []), fault]);
    return row === undefined;
  });
  const pieces = piecesOf(rows, placed);
  const columns = Math.max(0, ...pieces.map((piece) => (piece.kind === "row" ? piece.cells.length : 0)));
  return { pieces, columns, elsewhere, faults };
}

/** The row that a fault is in; a row whose cells break lines covers several. */
function rowOf(rows: readonly ViewRow[], { line }: SheetFault): ViewRow | undefined {
  if (line === undefined) return undefined;
  return rows.find((row) => row.line <= line && line <= (row.cells.at(-1)?.line ?? row.line));
}

function piecesOf(rows: readonly ViewRow[], placed: ReadonlyMap<ViewRow, readonly NumberedFault[]>): Piece[] {
  const shown = new Set<number>();
  rows.forEach((row, index) => {
    if (!placed.has(row)) return;
    for (let near = index - around; near <= index + around; near++) shown.add(near);
  });
  const pieces: Piece[] = [];
  rows.forEach((row, index) => {
    if (shown.has(index)) {
      const faults = placed.get(row) ?? [];
      pieces.push({ kind: "row", line: row.line, comment: row.comment, cells: markCells(row, faults) });
      return;
    }
    const last = pieces.at(-1);
    const gap = { kind: "gap", from: last?.kind === "gap" ? last.from : row.line, to: row.line } as const;
    if (last?.kind === "gap") pieces[pieces.length - 1] = gap;
    else pieces.push(gap);
  });
  return pieces;
}

/** The cells of a row, as many as its faults name: one that is missing is shown, empty. */
function markCells(row: ViewRow, faults: readonly NumberedFault[]): MarkedCell[] {
  const columnOf = ({ column = 1 }: SheetFault): number => Math.max(1, column);
  const count = Math.max(row.cells.length, ...faults.map(columnOf));
  return Array.from({ length: count }, (_, index) => {
    const cell = row.cells[index] ?? { text: "", line: row.line, column: index + 1 };
    return { ...cell, faults: faults.filter((fault) => columnOf(fault) === index + 1) };
  });
}

/** Where a fault is, in words: "line 5, column D", "rates, 1, 3". */
export function placeOf({ line, column, pointer }: SheetFault, nameOf: (column: number) => string): string {
  if (line !== undefined) return `line ${String(line)}${column === undefined ? "" : `, column ${nameOf(column)}`}`;
  if (pointer === undefined || pointer === "") return "the sheet as a whole";
  return stepsOf(pointer)
    .map((step) => (/^\d+$/.test(step) ? `number ${String(Number(step) + 1)}` : step))
    .join(", ");
}

/** The names and places that a JSON pointer goes through (RFC 6901 section 4). */
function stepsOf(pointer: string): string[] {
  const steps = pointer.split("/").slice(1);
  return steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** What stands at a pointer in a JSON sheet, short; null where nothing does. */
export function valueAt(text: string, pointer: string): string | null {
  try {
    let value: unknown = JSON.parse(text);
    for (const step of stepsOf(pointer)) {
      if (typeof value !== "object" || value === null) return null;
      value = (value as Readonly<Record<string, unknown>>)[step];
    }
    return value === undefined ? null : JSON.stringify(value).slice(0, 80);
  } catch {
    return null;
  }
}
