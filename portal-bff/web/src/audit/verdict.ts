// The sentence of a verdict. Pure.
import type { LogVerdict } from "../client/types.js";

/** The core's own sentence; a server that does not send it still says which code it found, and where. */
export function titleOf({ ok, summary, first_break: found }: LogVerdict): string {
  if (summary !== undefined) return summary;
  if (ok || found === null) return "Intact";
  const where = found.row_id === null ? "" : ` at row ${String(found.row_id)}`;
  return `Broken${where}: ${found.reason.replaceAll("_", " ")}`;
}
