// What is asked about prices, what was answered, and what of it is looked at. Pure.
import { compareDecimals, plainDecimal, plainWhole } from "../lending/decimal.js";
import type { LoanPricing, Offer } from "../lending/types.js";

export interface Question {
  readonly days: string;
  readonly rate: string;
  readonly target: string;
}

export const firstQuestion: Question = { days: "30", rate: "", target: "" };

/** How many offers the server names unless it is asked for more, and how many it names at most. */
export const offersAtFirst = 100;
export const offersAtMost = 1000;

export interface Pricing {
  readonly question: Question;
  readonly answer: LoanPricing | null;
}

/** The body of the request: what is left empty is not asked for. */
export function bodyOf({ days, rate, target }: Question, maxOffers: number): Readonly<Record<string, string | number>> {
  return {
    lock_days: plainWhole(days),
    max_offers: maxOffers,
    ...(plainDecimal(rate) !== "" && { rate: plainDecimal(rate) }),
    ...(plainDecimal(target) !== "" && { target_price: plainDecimal(target) }),
  };
}

export interface Filter {
  /** Empty: all. */
  readonly product: string;
  readonly rate: string;
}

export const noFilter: Filter = { product: "", rate: "" };

export function filterOffers(offers: readonly Offer[], { product, rate }: Filter): readonly Offer[] {
  const fits = (wanted: string, value: string): boolean => wanted === "" || wanted === value;
  return offers.filter((offer) => fits(product, offer.product) && fits(rate, offer.rate));
}

export function productsOf(offers: readonly Offer[]): readonly string[] {
  return [...new Set(offers.map(({ product }) => product))].sort();
}

export function ratesOf(offers: readonly Offer[]): readonly string[] {
  return [...new Set(offers.map(({ rate }) => rate))].sort(compareDecimals);
}

export function keyOfOffer({ sheet_id, product, rate, lock_days }: Offer): string {
  return [sheet_id, product, rate, lock_days].join(" ");
}
