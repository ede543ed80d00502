// What is looked for in the log. It lives in the page's address, so that it can be sent to somebody. Pure.

const filterNames = ["org_id", "actor", "action", "correlation_id", "from", "to"] as const;
export type FilterName = (typeof filterNames)[number];

/** Empty texts filter nothing. Times are RFC 3339; `from` is within, `to` is not. */
export type Filters = Readonly<Record<FilterName, string>>;

export const noFilters: Filters = { org_id: "", actor: "", action: "", correlation_id: "", from: "", to: "" };

/** Filters of an address. A time that is none is left out: the server would refuse the whole list for it. */
export function filtersOf(search: string): Filters {
  const query = new URLSearchParams(search);
  const filters = { ...noFilters };
  for (const name of filterNames) filters[name] = query.get(name)?.trim() ?? "";
  if (Number.isNaN(Date.parse(filters.from))) filters.from = "";
  if (Number.isNaN(Date.parse(filters.to))) filters.to = "";
  return filters;
}

/** "" or "?action=…": only what filters something, always in the same order. */
export function searchOf(filters: Filters): string {
  const set = filterNames.filter((name) => filters[name] !== "").map((name) => [name, filters[name]]);
  return set.length === 0 ? "" : `?${new URLSearchParams(set).toString()}`;
}

export function rowsPath(filters: Filters): string {
  return `/api/v1/audit/events${searchOf(filters)}`;
}

/** The page with these filters alone. */
export function auditLink(only: Partial<Filters>): string {
  return `/audit${searchOf({ ...noFilters, ...only })}`;
}

/** Rows are still coming that these filters let through. */
export function isOpenEnded({ to }: Filters, now: number): boolean {
  return to === "" || Date.parse(to) > now;
}

/** What is wrong with what was typed, by field; none: it can be asked for. */
export function flawsOf(filters: Filters): Partial<Record<FilterName, string>> {
  const flaws: Partial<Record<FilterName, string>> = {};
  if (filters.action !== "" && !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(filters.action)) {
    flaws.action = "Actions are written like LOGIN_FAILED.";
  }
  if (filters.org_id !== "" && !/^org_[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(filters.org_id)) {
    flaws.org_id = "Ids of organisations begin with org_ and have 26 characters after it.";
  }
  if (filters.correlation_id !== "" && !/^[A-Za-z0-9._-]{1,128}$/.test(filters.correlation_id)) {
    flaws.correlation_id = "A correlation id has letters, digits, dots, dashes and underscores only.";
  }
  if (filters.from !== "" && filters.to !== "" && Date.parse(filters.from) >= Date.parse(filters.to)) {
    flaws.to = "This is not after the beginning.";
  }
  return flaws;
}
