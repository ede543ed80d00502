// What is typed into the form of a loan, on its way to the server and back. Pure.
import type { Problem } from "../client/problem.js";
import { plainDecimal, plainWhole } from "./decimal.js";
import type { LoanTerms, LoanWithBorrower } from "./types.js";

export interface TermsDraft {
  readonly amount: string;
  readonly property_state: string;
  readonly occupancy: string;
  readonly purpose: string;
  readonly fico: string;
  readonly ltv: string;
}

export type TermsField = keyof TermsDraft;

const termsFields: readonly TermsField[] = ["amount", "property_state", "occupancy", "purpose", "fico", "ltv"];

export interface BorrowerDraft {
  readonly name: string;
  readonly email: string;
  readonly ssn: string;
}

export const noTerms: TermsDraft = {
  amount: "",
  property_state: "",
  occupancy: "primary",
  purpose: "purchase",
  fico: "",
  ltv: "",
};

export const noBorrower: BorrowerDraft = { name: "", email: "", ssn: "" };

export function draftOf({ amount, property_state, occupancy, purpose, fico, ltv }: LoanTerms): TermsDraft {
  return { amount, property_state, occupancy, purpose, fico: String(fico), ltv };
}

/** The member that the server takes for what was typed into a field. */
function memberOf(field: TermsField, typed: string): string | number {
  if (field === "fico") return plainWhole(typed);
  return field === "amount" || field === "ltv" ? plainDecimal(typed) : typed;
}

type Members = Readonly<Record<string, string | number>>;

export function termsOf(draft: TermsDraft): Members {
  return Object.fromEntries(termsFields.map((field) => [field, memberOf(field, draft[field])]));
}

export function borrowerOf({ name, email, ssn }: BorrowerDraft): BorrowerDraft {
  return { name: name.trim(), email: email.trim(), ssn: ssn.trim() };
}

/** The members that differ from what the loan had: what is not touched is not sent. */
export function changedTerms(base: LoanTerms, draft: TermsDraft): Members {
  const before = termsOf(draftOf(base));
  return Object.fromEntries(Object.entries(termsOf(draft)).filter(([field, member]) => member !== before[field]));
}

/** Typed values over a newer version: what was touched stays as typed, what was not is as it is now. */
export function rebase(base: LoanTerms, fresh: LoanTerms, draft: TermsDraft): TermsDraft {
  const touched = changedTerms(base, draft);
  const newer = draftOf(fresh);
  const kept = termsFields.map((field) => [field, field in touched ? draft[field] : newer[field]] as const);
  return Object.fromEntries(kept) as unknown as TermsDraft;
}

export type LoanField = TermsField | "status" | "borrower_name" | "borrower_email" | "borrower_ssn";

export interface Difference {
  readonly field: LoanField;
  readonly was: string;
  readonly now: string;
}

function valuesOf(loan: LoanWithBorrower): Readonly<Record<LoanField, string>> {
  const { name = "", email = "", ssn = "" } = loan.borrower ?? {};
  return { ...draftOf(loan), status: loan.status, borrower_name: name, borrower_email: email, borrower_ssn: ssn };
}

/** What another version has otherwise. */
export function differencesOf(before: LoanWithBorrower, after: LoanWithBorrower): readonly Difference[] {
  const [was, now] = [valuesOf(before), valuesOf(after)];
  const fields = Object.keys(was) as LoanField[];
  return fields
    .filter((field) => was[field] !== now[field])
    .map((field) => ({ field, was: was[field], now: now[field] }));
}

/** By the pointer of a refusal: what the field wants. */
const rules: Readonly<Record<string, string>> = {
  "/amount": "Enter dollars, more than none, with two digits after the point at most.",
  "/property_state": "Choose the state that the property is in.",
  "/occupancy": "Choose how the home is used.",
  "/purpose": "Choose what the loan is for.",
  "/fico": "Enter a whole number from 300 to 850.",
  "/ltv": "Enter a percentage above zero, with two digits after the point at most.",
  "/borrower/name": "Enter a name of 200 letters at most.",
  "/borrower/email": "Enter one e-mail address, with an @ and without spaces.",
  "/borrower/ssn": "Enter nine digits, like 123-45-6789.",
  "/lock_days": "Enter a whole number of days, from 1 to 360.",
  "/rate": "Enter a percentage with three digits after the point at most, or nothing.",
  "/target_price": "Enter a price in percent of the loan, like 100, or nothing.",
  "/days": "Enter a whole number of days, one at least.",
  "/org_id": "Enter the id of an organisation. It begins with org_ and has 30 characters.",
};

/** What is wrong with a field, where the server has named it. */
export function errorAt(problem: Problem | null, pointer: string): string | null {
  if (problem?.code !== "invalid_field" || problem.pointer !== pointer) return null;
  return rules[pointer] ?? problem.detail;
}

/** Whether a problem is one that `errorAt` shows at a field. */
export function standsAtField(problem: Problem | null): boolean {
  return problem?.code === "invalid_field" && problem.pointer !== null && Object.hasOwn(rules, problem.pointer);
}
