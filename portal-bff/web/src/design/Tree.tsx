import type { ReactNode } from "react";

/** What JSON holds, for reading: members with their names, lists with their numbers, nothing hidden. */
export function Tree({ of, empty }: { of: unknown; empty: string }) {
  if (isBranch(of) && entriesOf(of).length === 0) return <p className="muted">{empty}</p>;
  return isBranch(of) ? <Branch of={of} /> : <Leaf of={of} />;
}

type Branches = readonly unknown[] | Readonly<Record<string, unknown>>;

function isBranch(value: unknown): value is Branches {
  return typeof value === "object" && value !== null;
}

function entriesOf(branch: Branches): readonly (readonly [string, unknown])[] {
  if (!Array.isArray(branch)) return Object.entries(branch);
  return branch.map((value: unknown, index) => [String(index + 1), value]);
}

function Branch({ of }: { of: Branches }) {
  return (
    <ul className="tree">
      {entriesOf(of).map(([name, value]) => (
        <li key={name}>
          <span className="tree-name">{name}</span> {node(value)}
        </li>
      ))}
    </ul>
  );
}

function node(value: unknown): ReactNode {
  if (!isBranch(value)) return <Leaf of={value} />;
  if (entriesOf(value).length > 0) return <Branch of={value} />;
  return <span className="muted">{Array.isArray(value) ? "an empty list" : "nothing in it"}</span>;
}

function Leaf({ of }: { of: unknown }) {
  if (of === null) return <span className="muted">none</span>;
  if (of === "") return <span className="muted">empty text</span>;
  if (typeof of === "boolean") return <>{of ? "yes" : "no"}</>;
  if (typeof of === "number") return <>{String(of)}</>;
  return <code className="breakable">{typeof of === "string" ? of : JSON.stringify(of)}</code>;
}
