// The cells of a CSV text with their places, as core/lending counts them, so that the server's faults can be shown
// where they are. For showing alone: what is right or wrong is the server's word. Pure.

export interface ViewCell {
  readonly text: string;
  /** Of the text, from 1: where the cell begins. */
  readonly line: number;
  /** In its row, from 1. */
  readonly column: number;
}

export interface ViewRow {
  /** The line on which the row begins. */
  readonly line: number;
  readonly cells: readonly ViewCell[];
  /** A comment stands as it is, in one cell. */
  readonly comment: boolean;
}

/** Never fails: what has quotes out of place is cut up as well as may be. */
export function viewOf(text: string): readonly ViewRow[] {
  const reader = new Reader(text.startsWith("\uFEFF") ? text.slice(1) : text);
  const rows: ViewRow[] = [];
  for (let row = reader.row(); row !== null; row = reader.row()) {
    if (row.comment || row.cells.some((cell) => cell.text !== "")) rows.push(row);
  }
  return rows;
}

class Reader {
  readonly #text: string;
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  row(): ViewRow | null {
    if (this.#at >= this.#text.length) return null;
    const line = this.#line;
    if (this.#text[this.#at] === "#") {
      return { line, cells: [{ text: this.#restOfLine(), line, column: 1 }], comment: true };
    }
    const cells: ViewCell[] = [];
    for (;;) {
      const begins = this.#line;
      cells.push({ text: this.#cell().trim(), line: begins, column: cells.length + 1 });
      if (this.#at >= this.#text.length || this.#takeLineEnd()) return { line, cells, comment: false };
      this.#at++; // the comma
    }
  }

  #cell(): string {
    while (this.#text[this.#at] === " " || this.#text[this.#at] === "\t") this.#at++;
    const quoted = this.#text[this.#at] === '"' ? this.#quoted() : "";
    return quoted + this.#upTo(/,|\r?\n/g);
  }

  #quoted(): string {
    const closing = /"(?:""|[^"])*(?:"|$)/y;
    closing.lastIndex = this.#at;
    const found = closing.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    this.#line += found.split("\n").length - 1;
    return found.replace(/^"|"$/g, "").replaceAll('""', '"');
  }

  #restOfLine(): string {
    const rest = this.#upTo(/\r?\n/g);
    this.#takeLineEnd();
    return rest;
  }

  #upTo(end: RegExp): string {
    end.lastIndex = this.#at;
    const found = end.exec(this.#text)?.index ?? this.#text.length;
    const passed = this.#text.slice(this.#at, found);
    this.#at = found;
    return passed;
  }

  #takeLineEnd(): boolean {
    const length = this.#text.startsWith("\r\n", this.#at) ? 2 : this.#text[this.#at] === "\n" ? 1 : 0;
    this.#at += length;
    this.#line += length === 0 ? 0 : 1;
    return length > 0;
  }
}

/** A spreadsheet's name of a column: 1 is A, 27 is AA. */
export function columnName(column: number): string {
  const before = Math.floor((column - 1) / 26);
  const letter = String.fromCharCode(65 + ((column - 1) % 26));
  return before === 0 ? letter : columnName(before) + letter;
}
