import { useId, useState, type ReactNode } from "react";

import type { Pages } from "../client/hooks.js";
import { Button } from "./Button.js";
import { ProblemPanel } from "./ProblemPanel.js";
import { SkeletonLines } from "./Skeleton.js";

export interface Column<Item> {
  readonly title: string;
  readonly cell: (item: Item) => ReactNode;
  /** Numbers stand right, so that their digits line up. */
  readonly numeric?: boolean;
  /** What the row is about: in a card it stands above the rest, without its title. */
  readonly heading?: boolean;
  /** The buttons of a row: last, without a visible title. */
  readonly actions?: boolean;
}

interface TableProps<Item> {
  /** What the table holds, for those who hear it. */
  readonly caption: string;
  readonly columns: readonly Column<Item>[];
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly detail?: Detail<Item>;
}

/** What a row opens to, below it. */
export interface Detail<Item> {
  /** Of which row, for those who hear it; it begins with "Details": "Details of the price of CONF30". */
  readonly label: (item: Item) => string;
  readonly content: (item: Item) => ReactNode;
}

/** The button that opens a row stands with the row's other buttons, in a column of its own where there are none. */
function withDetails<Item>(
  columns: readonly Column<Item>[],
  detail: Detail<Item> | undefined,
): readonly Column<Item>[] {
  if (detail === undefined || columns.some(({ actions }) => actions === true)) return columns;
  return [...columns, { title: "Details", actions: true, cell: () => null }];
}

/** Where there is little room each row is a card whose values carry their column's title. */
export function Table<Item>({ caption, columns: stated, items, keyOf, detail }: TableProps<Item>) {
  const columns = withDetails(stated, detail);
  return (
    <div className="table-room">
      {/* The roles say again what the elements are: laid out as cards they would lose them. */}
      <table className="table" role="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column.title}
                role="columnheader"
                scope="col"
                className={column.numeric === true ? "numeric" : undefined}
              >
                {column.actions === true ? <span className="visually-hidden">{column.title}</span> : column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {items.map((item) => (
            <Row key={keyOf(item)} item={item} columns={columns} detail={detail} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps<Item> {
  readonly item: Item;
  readonly columns: readonly Column<Item>[];
  readonly detail: Detail<Item> | undefined;
}

function Row<Item>({ item, columns, detail }: RowProps<Item>) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const toggle = detail !== undefined && (
    <button
      className="button button-small disclosure"
      type="button"
      aria-expanded={open}
      aria-controls={open ? id : undefined}
      aria-label={detail.label(item)}
      onClick={() => {
        setOpen(!open);
      }}
    >
      Details
    </button>
  );
  return (
    <>
      <tr role="row">
        {columns.map((column) => (
          <td key={column.title} role="cell" className={cellClass(column)}>
            {column.actions !== true && column.heading !== true && (
              <span className="cell-title" aria-hidden="true">
                {column.title}
              </span>
            )}
            <div className="cell-value">
              {column.actions === true && toggle}
              {column.cell(item)}
            </div>
          </td>
        ))}
      </tr>
      {open && detail !== undefined && (
        <tr role="row" className="row-detail" id={id}>
          <td role="cell" colSpan={columns.length}>
            {detail.content(item)}
          </td>
        </tr>
      )}
    </>
  );
}

function cellClass<Item>({ heading, numeric, actions }: Column<Item>): string | undefined {
  if (actions === true) return "row-actions";
  if (heading === true) return "row-heading";
  return numeric === true ? "numeric" : undefined;
}

interface PagedTableProps<Item> extends Omit<TableProps<Item>, "items"> {
  readonly pages: Pages<Item>;
  /** Shown where there is nothing: says what to do about it. */
  readonly empty: ReactNode;
  /** On the button that reads on. */
  readonly moreLabel?: string;
}

/** A table of a list that is read page by page: waiting, failing, empty, more. */
export function PagedTable<Item>({ pages, empty, moreLabel, ...table }: PagedTableProps<Item>) {
  const { items, problem, more, loading, loadMore, reload } = pages;
  if (items === null) {
    return problem === null ? <SkeletonLines lines={4} /> : <ProblemPanel problem={problem} onRetry={reload} />;
  }
  if (items.length === 0) return <>{empty}</>;
  return (
    <div className="paged">
      <Table {...table} items={items} />
      {problem !== null && <ProblemPanel problem={problem} onRetry={loadMore} />}
      {more && (
        <p className="paged-more">
          <Button busy={loading} onClick={loadMore}>
            {moreLabel ?? "Show more"}
          </Button>
        </p>
      )}
    </div>
  );
}
