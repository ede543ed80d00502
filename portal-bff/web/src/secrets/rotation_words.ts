// A rotation of the master key in words. Pure.
import type { Blocker, Rotation } from "../client/types.js";
import { formatCount } from "../design/format.js";

const noCiphertext = "not_ciphertext";

function rowsIn(count: number): string {
  return count === 1 ? "One row is" : `${formatCount(count)} rows are`;
}

function cureOf(rotation: Rotation): string {
  if (rotation.job?.state === "running") return "The rotation is at it.";
  return rotation.write_kid === rotation.current_kid ? "Run the rotation again." : "Start the rotation.";
}

/** Why the previous key must stay, and what to do about it. */
export function blockerWords({ code, detail }: Blocker, rotation: Rotation): string {
  switch (code) {
    case "written_under_previous":
      return "New secrets are still sealed under the previous key. Start the rotation to change that.";
    case "rows_under_previous": {
      const left = `${rowsIn(rotation.rows[rotation.previous_kid ?? ""] ?? 0)} still sealed under the previous key.`;
      const quarantine = rotation.quarantined === 0 ? "" : " Replace or delete what is in quarantine.";
      return `${left} ${cureOf(rotation)}${quarantine}`;
    }
    case "rekey_running":
      return "The rotation is running. Wait until it is done.";
    case "rows_under_unknown_key":
      return `Some rows are sealed under a key that no server was given: ${detail}.`;
    default:
      return detail;
  }
}

export type Stage = "no_rotation" | "to_start" | "running" | "left_over" | "safe_to_drop";

/** Where a rotation stands. `left_over`: it has been run, and something still needs the previous key. */
export function stageOf(rotation: Rotation): Stage {
  if (rotation.job?.state === "running") return "running";
  const written = rotation.write_kid ?? rotation.current_kid;
  if (rotation.previous_kid === null && written === rotation.current_kid) return "no_rotation";
  if (rotation.safe_to_drop_previous && rotation.previous_kid !== null) return "safe_to_drop";
  return written === rotation.current_kid ? "left_over" : "to_start";
}

export interface KeyRows {
  readonly kid: string;
  readonly role: string;
  readonly rows: number;
}

/** Rows by key, the present one first, then the previous one. */
export function rowsByKey({ rows, current_kid: current, previous_kid: previous }: Rotation): readonly KeyRows[] {
  const kids = [current, ...(previous === null ? [] : [previous])];
  const others = Object.keys(rows).filter((kid) => !kids.includes(kid));
  return [...kids, ...others].map((kid) => ({ kid, role: roleOf(kid, current, previous), rows: rows[kid] ?? 0 }));
}

function roleOf(kid: string, current: string, previous: string | null): string {
  if (kid === current) return "the current key";
  if (kid === previous) return "the previous key";
  return kid === noCiphertext ? "not sealed at all: damaged" : "a key that no server was given";
}

/** 0 to 1. */
export function progressOf({ done, total }: { readonly done: number; readonly total: number }): number {
  return total === 0 ? 1 : Math.min(1, done / total);
}
