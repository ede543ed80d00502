import { describe, expect, it } from "vitest";

import { ownProblem } from "../../../web/src/client/problem.ts";
import type { RateSheet } from "../../../web/src/lending/types.ts";
import { columnName, viewOf } from "../../../web/src/ratesheets/csv_view.ts";
import { markSheet, placeOf, refusedOf, valueAt, type Piece } from "../../../web/src/ratesheets/faults.ts";
import { forceOf } from "../../../web/src/ratesheets/force.ts";

const cellsOf = (text: string) => viewOf(text).map(({ cells }) => cells.map((cell) => cell.text));
const placesOf = (text: string) =>
  viewOf(text).map(({ cells }) => cells.map(({ line, column }) => `${String(line)}:${String(column)}`));

describe("the view of a CSV text", () => {
  it("has cells without the spaces around them, and passes over empty rows and the byte order mark", () => {
    expect(cellsOf("\uFEFFa, b ,\tc\r\n\r\n,,\nd")).toEqual([["a", "b", "c"], ["d"]]);
    expect(placesOf("a,b\r\n\r\n,,\nd")).toEqual([["1:1", "1:2"], ["4:1"]]);
  });

  it("reads quotes as RFC 4180 has them, and counts the lines within", () => {
    expect(cellsOf('"a,1","say ""x""",c\n')).toEqual([["a,1", 'say "x"', "c"]]);
    expect(placesOf('"two\nlines",b\nc')).toEqual([["1:1", "2:2"], ["3:1"]]);
  });

  it("shows a comment whole, without taking it apart", () => {
    expect(viewOf('# a, "b\nc')).toEqual([
      { line: 1, comment: true, cells: [{ text: '# a, "b', line: 1, column: 1 }] },
      { line: 2, comment: false, cells: [{ text: "c", line: 2, column: 1 }] },
    ]);
  });

  it.each([['"never closed\na,b'], ['a"b,c'], ['"a"b,c'], ["a\rb"], [""], [","], ['"'], ["\n\n"]])(
    "comes to an end with %j",
    (text) => {
      expect(Array.isArray(viewOf(text))).toBe(true);
    },
  );

  it("names columns as a spreadsheet does", () => {
    expect([1, 26, 27, 52, 53, 702, 703].map(columnName)).toEqual(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
  });
});

const rowAt = (pieces: readonly Piece[], line: number) => {
  const found = pieces.find((piece) => piece.kind === "row" && piece.line === line);
  if (found?.kind !== "row") throw new Error(`line ${String(line)} is not shown`);
  return found;
};

describe("a marked sheet", () => {
  const text = Array.from({ length: 20 }, (_, index) => `r${String(index + 1)},x,y`).join("\n");

  it("marks the cell that a fault names, shows rows around it, and closes the gaps", () => {
    const { pieces, columns, elsewhere } = markSheet(text, [{ code: "too_precise", line: 10, column: 2 }]);
    expect(pieces.map((piece) => (piece.kind === "row" ? piece.line : [piece.from, piece.to]))).toEqual([
      [1, 7],
      8,
      9,
      10,
      11,
      12,
      [13, 20],
    ]);
    expect(rowAt(pieces, 10).cells.map(({ faults }) => faults.map(({ number }) => number))).toEqual([[], [1], []]);
    expect([columns, elsewhere]).toEqual([3, []]);
  });

  it("shows a missing cell where it is missing, and several faults of one cell together", () => {
    const { pieces, columns } = markSheet(text, [
      { code: "missing_cell", line: 3, column: 5 },
      { code: "bad_name", line: 3, column: 1 },
      { code: "bad_product", line: 3, column: 1 },
    ]);
    const { cells } = rowAt(pieces, 3);
    expect(cells.map((cell) => cell.faults.length)).toEqual([2, 0, 0, 0, 1]);
    expect([cells[4]?.text, columns]).toEqual(["", 5]);
  });

  it("finds a fault on a later line of a row whose cells break lines", () => {
    const { pieces } = markSheet('"two\nlines",bad\nc', [{ code: "bad_name", line: 2, column: 2 }]);
    expect(rowAt(pieces, 1).cells[1]?.faults).toHaveLength(1);
  });

  it("lists what it finds no place for", () => {
    const beyond = { code: "missing_rates", line: 99, column: 1 };
    const faults = [{ code: "text_too_large" }, beyond, { code: "wrong_type", pointer: "/a" }];
    expect(markSheet("a\n", faults).elsewhere.map(({ number }) => number)).toEqual([1, 2, 3]);
  });
});

describe("places", () => {
  it.each([
    [{ code: "x", line: 5, column: 4 }, "line 5, column D"],
    [{ code: "x", line: 5 }, "line 5"],
    [{ code: "x", pointer: "/rates/0/2" }, "rates, number 1, number 3"],
    [{ code: "x", pointer: "/a~1b" }, "a/b"],
    [{ code: "x", pointer: "" }, "the sheet as a whole"],
  ])("%j is %s", (fault, words) => {
    expect(placeOf(fault, columnName)).toBe(words);
  });

  it("show what stands there in JSON", () => {
    const text = '{"rates":[["C",100.5]],"a/b":1}';
    expect(["/rates/0/1", "/a~1b", "/none/0"].map((pointer) => valueAt(text, pointer))).toEqual(["100.5", "1", null]);
    expect(valueAt("{", "/a")).toBeNull();
  });
});

describe("a refusal", () => {
  it("is read from the problem's own members", () => {
    const members = { faults: [{ code: "bad_name" }], more: true };
    const problem = ownProblem("invalid_rate_sheet", { status: 422, members });
    expect(refusedOf(problem)).toEqual({ faults: [{ code: "bad_name" }], more: true });
    expect(refusedOf({ ...problem, code: "conflict" })).toBeNull();
    expect(refusedOf({ ...problem, members: {} })).toBeNull();
  });
});

describe("putting a sheet in force", () => {
  const sheetOf = (id: string, products: string[], inForce: string[], lender = "org_a") =>
    ({ id, name: id, lender_org_id: lender, products, in_force: inForce }) as unknown as RateSheet;
  const draft = sheetOf("draft", ["A", "B", "C"], ["C"]);
  const morning = sheetOf("morning", ["A", "D"], ["A", "D"]);

  it("takes products from where they are, and leaves the others", () => {
    const force = forceOf(draft, [draft, morning, sheetOf("foreign", ["B"], ["B"], "org_b")]);
    expect(force.takes).toEqual([
      { product: "A", from: morning },
      { product: "B", from: null },
    ]);
    expect([force.keeps, force.stays]).toEqual([["C"], ["D"]]);
  });
});
