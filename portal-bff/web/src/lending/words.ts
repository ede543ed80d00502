// Lending in plain words: what the names and codes of docs/rate-sheets.md mean to people.
import type { LoanStatus, LockState, Occupancy, Purpose, Refusal, SheetState } from "./types.js";

export const occupancyWords: Readonly<Record<Occupancy, string>> = {
  primary: "Primary home",
  second_home: "Second home",
  investment: "Investment",
};

export const purposeWords: Readonly<Record<Purpose, string>> = {
  purchase: "Purchase",
  rate_term: "Refinance, rate and term",
  cash_out: "Refinance, cash out",
};

export const statusWords: Readonly<Record<LoanStatus, string>> = {
  open: "Open",
  submitted: "Submitted",
  approved: "Approved",
  clear_to_close: "Clear to close",
  closed: "Closed",
  funded: "Funded",
  purchased: "Purchased",
  withdrawn: "Withdrawn",
  denied: "Denied",
};

export const lockStateWords: Readonly<Record<LockState, string>> = {
  requested: "waiting for the lender",
  committed: "accepted",
  expired: "ended",
};

export const sheetStateWords: Readonly<Record<SheetState, string>> = {
  draft: "draft",
  active: "in force",
  superseded: "replaced",
};

/** By code: what is wrong in a sheet, and what to do about it. Every code of docs/rate-sheets.md. */
export const faultWords: Readonly<Record<string, string>> = {
  text_too_large: "The file is larger than a rate sheet can be. Split it into several sheets.",
  malformed_csv: "The quotes do not match. Put quotes around the whole cell, and double those within it.",
  malformed_json: "This is no JSON that can be read.",
  invalid_text: "There are characters here that cannot be read. Save the file as UTF-8.",
  wrong_type: "This is the wrong kind of value. Prices, rates and points are written in quotes.",
  unknown_member: "A rate sheet has no member of this name. Look for a typing mistake.",
  missing_member: "Something is missing here that every rate sheet has.",
  unsupported_version: "This is not version 1 of the format, which is the only one there is.",
  missing_header: "The sheet does not begin with its first row: ratesheet,1,NAME.",
  missing_rates: "The sheet has no prices. Add a head of prices, and rates below it.",
  misplaced_row: "This row does not belong here.",
  missing_cell: "A cell is missing here. Write NA for what is not offered.",
  surplus_cell: "There is a cell too many in this row.",
  too_many_cells: "The sheet has more cells than a sheet can have. Split it into several sheets.",
  too_many_products: "The sheet has more products than a sheet can have. Split it into several sheets.",
  too_many_tables: "The sheet has more tables than a sheet can have. Split it into several sheets.",
  bad_name: "This name is empty, too long, or has characters that a name cannot have.",
  bad_product: "A product\u2019s code has capital letters, digits and . _ - only, 32 at most.",
  malformed_number: "This is no plain number. Write it like -0.125: no comma, percent sign, plus or leading zero.",
  too_precise: "This number has too many digits after the point. Nothing is rounded here.",
  out_of_range: "This number is too large or too small to be right.",
  lock_days_not_ascending: "Lock periods go up from left to right. This one does not.",
  inconsistent_lock_days: "These lock periods are not those of the first head of prices.",
  rate_not_ascending: "The rates of a product go up from row to row. This one does not.",
  duplicate_cell: "This is in the sheet already. Keep one of the two.",
  unknown_table_kind: "There is no such kind of table: fico_ltv, amount, occupancy, purpose or state.",
  duplicate_table: "Another table has this name already. Give this one a name of its own.",
  missing_columns: "The table has no row of LTV bands. Put one that begins with \u201cfico\u201d before its rows.",
  empty_table: "The table has no rows.",
  malformed_band: "This is no band. Write it like 720-739, >=780 or <=60.00.",
  band_overlap: "This band covers some of what another one covers.",
  band_gap: "There is a gap before this band. It must begin right above the end of the one before.",
  unknown_state: "There is no state or territory of this name. Use its two capital letters.",
  unknown_occupancy: "There is no such use of a home: primary, second_home or investment.",
  unknown_purpose: "There is no such purpose: purchase, rate_term or cash_out.",
  unknown_product: "No prices in this sheet are for this product. Look for a typing mistake.",
  unknown_scope: "A table is narrowed by product or by purpose, and by nothing else.",
};

export function faultSentence({ code, detail }: { readonly code: string; readonly detail?: string }): string {
  const words = Object.hasOwn(faultWords, code) ? faultWords[code] : undefined;
  if (words === undefined) return detail ?? `Something is wrong here (${code}).`;
  return code === "malformed_json" && detail !== undefined ? `${words} The reader says: ${detail}` : words;
}

/** By code: why a product is none of the offers. Every code of docs/rate-sheets.md, and the one of locks alone. */
export const refusalWords: Readonly<Record<string, string>> = {
  not_offered: "The lender does not offer this combination",
  outside_table: "The loan is outside of everything that the lender\u2019s table covers",
  no_lock_period: "The lender holds no price for that many days",
  no_price: "There is no price at this rate and lock period",
  not_in_force: "The rate sheet is no longer in force",
};

export function refusalSentence(refusal: Refusal): string {
  const { code, table, row, column } = refusal;
  const known = Object.hasOwn(refusalWords, code) ? refusalWords[code] : undefined;
  const words = known ?? `The reason is \u201c${code}\u201d`;
  if (table === undefined) return `${words}.`;
  const place = [row, column].filter((each) => each !== undefined && each !== "").join(", ");
  return `${words}: ${table}${place === "" ? "" : ` (${place})`}.`;
}
