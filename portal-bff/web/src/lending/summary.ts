import type { LoanTerms, Offer } from "./types.js";
import { occupancyWords, purposeWords } from "./words.js";
import { stateName } from "./states.js";

/** A loan's terms besides its amount, in one line. */
export function summaryOf({ purpose, occupancy, property_state }: LoanTerms): string {
  return `${purposeWords[purpose]} · ${occupancyWords[occupancy]} · ${stateName(property_state)}`;
}

/** What is priced or locked: "CONF30 at 6.500%". */
export function productAt({ product, rate }: Pick<Offer, "product" | "rate">): string {
  return `${product} at ${rate}%`;
}

export function loanPath(id: string): string {
  return `/loan?id=${encodeURIComponent(id)}`;
}
