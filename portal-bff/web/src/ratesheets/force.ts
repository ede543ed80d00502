// What putting a sheet in force changes. Pure.
import type { RateSheet } from "../lending/types.js";

export interface Handover {
  readonly product: string;
  /** Null: nobody prices it now. */
  readonly from: RateSheet | null;
}

export interface Force {
  readonly takes: readonly Handover[];
  /** Its products that it prices already. */
  readonly keeps: readonly string[];
  /** Products of the lender that it does not have: they stay where they are. */
  readonly stays: readonly string[];
}

/** `sheets`: all of the lender's. */
export function forceOf(sheet: RateSheet, sheets: readonly RateSheet[]): Force {
  const others = sheets.filter(({ id, lender_org_id }) => id !== sheet.id && lender_org_id === sheet.lender_org_id);
  const holder = (product: string) => others.find(({ in_force }) => in_force.includes(product)) ?? null;
  return {
    takes: sheet.products
      .filter((product) => !sheet.in_force.includes(product))
      .map((product) => ({ product, from: holder(product) })),
    keeps: sheet.in_force,
    stays: others.flatMap(({ in_force }) => in_force.filter((product) => !sheet.products.includes(product))).sort(),
  };
}
