// Shapes of lending's answers, as docs/api/openapi.json states them. Decimals are strings, dollars with a point.

export const occupancies = ["primary", "second_home", "investment"] as const;
export type Occupancy = (typeof occupancies)[number];

export const purposes = ["purchase", "rate_term", "cash_out"] as const;
export type Purpose = (typeof purposes)[number];

export interface LoanTerms {
  readonly amount: string;
  readonly property_state: string;
  readonly occupancy: Occupancy;
  readonly purpose: Purpose;
  readonly fico: number;
  readonly ltv: string;
}

export type LoanStatus =
  "open" | "submitted" | "approved" | "clear_to_close" | "closed" | "funded" | "purchased" | "withdrawn" | "denied";

export interface Loan extends LoanTerms {
  readonly id: string;
  readonly owner_org_id: string;
  readonly owner_name: string | null;
  readonly status: LoanStatus;
  readonly external_id: string | null;
  readonly version: number;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface Borrower {
  readonly name: string;
  readonly email: string;
  /** Masked, "***-**-6789", unless it was opened. */
  readonly ssn: string;
}

export interface LoanWithBorrower extends Loan {
  /** Null but for those who may edit loans in the loan's own organisation. */
  readonly borrower: Borrower | null;
}

export interface LoanShare {
  readonly loan_id: string;
  readonly org_id: string;
  readonly org_name: string | null;
  readonly created_at: string;
}

export interface Adjustment {
  readonly table: string;
  readonly row: string;
  readonly column: string | null;
  readonly points: string;
}

export interface Offer {
  readonly sheet_id: string;
  readonly product: string;
  readonly rate: string;
  readonly lock_days: number;
  readonly base_price: string;
  readonly adjustments: readonly Adjustment[];
  readonly price: string;
  readonly lender_org_id?: string | null;
  readonly lender_name?: string | null;
}

export interface Refusal {
  readonly code: string;
  readonly table?: string;
  readonly row?: string;
  readonly column?: string;
}

export interface Ineligible {
  readonly sheet_id: string;
  readonly product: string;
  readonly reasons: readonly Refusal[];
}

export interface LoanPricing {
  readonly loan_id: string;
  readonly version: number;
  /** Best execution first. */
  readonly offers: readonly Offer[];
  /** How many offers there are, those that were left out included. */
  readonly considered: number;
  readonly ineligible: readonly Ineligible[];
}

export type LockState = "requested" | "committed" | "expired";

export interface Lock {
  readonly id: string;
  readonly loan_id: string;
  readonly owner_org_id: string;
  readonly owner_name: string | null;
  readonly lender_org_id: string;
  readonly lender_name: string | null;
  readonly sheet_id: string;
  readonly product: string;
  readonly rate: string;
  readonly lock_days: number;
  readonly price: string;
  readonly state: LockState;
  readonly requested_at: string;
  readonly committed_at: string | null;
  readonly expires_at: string;
  readonly extended_days: number;
  /** The ended lock that the price was held against. */
  readonly relock_of: string | null;
  readonly confirmation: string | null;
  readonly version: number;
  /** What was locked, as it was. */
  readonly loan: LoanTerms | null;
  readonly offer: Offer | null;
}

export interface LoanDocument {
  readonly id: string;
  readonly loan_id: string;
  readonly owner_org_id: string;
  readonly delivered_by_org_id: string;
  readonly delivered_by_name: string | null;
  readonly kind: string;
  readonly name: string;
  readonly media_type: string;
  readonly size: number;
  readonly sha256: string;
  readonly created_at: string;
}

export type SheetState = "draft" | "active" | "superseded";

export interface RateSheet {
  readonly id: string;
  readonly lender_org_id: string;
  readonly lender_name: string | null;
  readonly name: string;
  readonly sha256: string;
  readonly cells: number;
  readonly products: readonly string[];
  /** Of its products, those that it prices now. */
  readonly in_force: readonly string[];
  readonly state: SheetState;
  readonly created_at: string;
  readonly activated_at: string | null;
}

/** To whom a lender's sheets are offered. */
export interface SheetReader {
  readonly org_id: string;
  readonly org_name: string | null;
  readonly created_at: string;
}

export interface SheetReaders {
  readonly items: readonly SheetReader[];
}

/** One fault of a sheet: `line` and `column` in CSV, `pointer` in JSON. */
export interface SheetFault {
  readonly code: string;
  readonly line?: number;
  readonly column?: number;
  readonly pointer?: string;
  readonly detail?: string;
}
