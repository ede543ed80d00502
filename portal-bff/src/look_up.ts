import type { Reading } from "./body.js";
import type { Exchange } from "./exchange.js";
import type { PathTable } from "./path_table.js";
import { methodNotAllowed, problems } from "./problem.js";

/** What a table has for a request, whose route is noted for the log. */
export function lookUp<Entry>(exchange: Exchange, table: PathTable<Entry>): Reading<Entry> {
  const { method, path, portal } = exchange;
  const found = table.find(method, path);
  // What stands in the table letter by letter has one reading; whatever a client could choose must be shown to have one.
  const isOurs = found.kind === "matched" && found.parameters.length === 0;
  if (!isOurs && !portal.core.isCanonicalPath(path)) return { ok: false, problem: problems.pathNotCanonical };
  if (found.kind === "unknown") return { ok: false, problem: problems.notFound };
  exchange.route = found.pattern;
  if (found.kind === "wrong_method") return { ok: false, problem: methodNotAllowed(found.allowed) };
  return { ok: true, value: found.entry };
}
