import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { ownProblem } from "../../../web/src/client/problem.ts";
import {
  compareDecimals,
  dollars,
  executionOf,
  plainDecimal,
  plainWhole,
  signed,
  unitsOf,
} from "../../../web/src/lending/decimal.ts";
import {
  changedTerms,
  differencesOf,
  draftOf,
  errorAt,
  rebase,
  standsAtField,
  termsOf,
} from "../../../web/src/lending/loan_draft.ts";
import { concernsOf, extensionLeft, liveLock } from "../../../web/src/lending/locks.ts";
import { usStates } from "../../../web/src/lending/states.ts";
import type { LoanWithBorrower, Lock } from "../../../web/src/lending/types.ts";
import { faultSentence, faultWords, refusalSentence, refusalWords } from "../../../web/src/lending/words.ts";
import { bodyOf, filterOffers, ratesOf } from "../../../web/src/loan/pricing.ts";
import { lockRules } from "../../support/scripted_lending.ts";

const document = readFileSync(new URL("../../../../docs/rate-sheets.md", import.meta.url), "utf8");

/** What stands between two headings of the document. */
function partOf(from: string, to: string): string {
  const begin = document.indexOf(`\n## ${from}\n`);
  const end = document.indexOf(`\n## ${to}\n`);
  if (begin < 0 || end < begin) throw new Error(`docs/rate-sheets.md has no part ${from}`);
  return document.slice(begin, end);
}

const codesIn = (text: string): string[] =>
  Array.from(text.matchAll(/`([a-z]+(?:_[a-z]+)+)`/g), ([, code = ""]) => code);

describe("the words", () => {
  it("are there for every fault of docs/rate-sheets.md, and for no other", () => {
    const rows = partOf("Faults", "Pricing").split("\n").filter((line) => /^\| (?!about|---)/.test(line));
    const codes = rows.flatMap((row) => codesIn(row));
    expect(codes.length).toBeGreaterThan(30);
    expect(Object.keys(faultWords).sort()).toEqual(codes.sort());
  });

  it("are there for every refusal of pricing, and for that of locks", () => {
    const lines = partOf("Pricing", "Locks").split("\n");
    const sentence = lines.find((line) => line.startsWith("Products that the loan cannot"));
    expect(Object.keys(refusalWords).sort()).toEqual([...codesIn(sentence ?? ""), "not_in_force"].sort());
  });

  it("are sentences, and not too long to be read in a row of a sheet", () => {
    for (const [code, words] of Object.entries(faultWords)) {
      expect(words, code).toMatch(/^[A-Z][^\n]*\.$/);
      expect(words.length, code).toBeLessThan(110);
    }
  });

  it("are the server's where a code is of tomorrow", () => {
    expect(faultSentence({ code: "of_tomorrow", detail: "It says so." })).toBe("It says so.");
    expect(faultSentence({ code: "constructor" })).toContain("constructor");
    expect(faultSentence({ code: "malformed_json", detail: "expected a comma" })).toContain("expected a comma");
  });

  it("say where a refusal comes from", () => {
    expect(refusalSentence({ code: "not_offered", table: "LLPA", row: "620-679", column: "85.01-97.00" })).toBe(
      "The lender does not offer this combination: LLPA (620-679, 85.01-97.00).",
    );
    expect(refusalSentence({ code: "no_lock_period" })).toBe("The lender holds no price for that many days.");
    expect(refusalSentence({ code: "of_tomorrow" })).toContain("of_tomorrow");
  });

  it("know every state and territory", () => {
    expect(Object.keys(usStates)).toHaveLength(56);
  });
});

describe("decimals", () => {
  it.each([
    ["350000.00", "$350,000"],
    ["350000.5", "$350,000.50"],
    ["189000.05", "$189,000.05"],
    ["0.01", "$0.01"],
    ["1234567890.12", "$1,234,567,890.12"],
    ["nonsense", "nonsense"],
  ])("%s is %s", (amount, shown) => {
    expect(dollars(amount)).toBe(shown);
  });

  it.each([
    ["99.688", "350000.00", { kind: "cost", dollars: "$1,092" }],
    ["100.063", "350000.00", { kind: "credit", dollars: "$220.50" }],
    ["100.000", "350000.00", { kind: "even" }],
    ["99.5625", "123456.78", { kind: "cost", dollars: "$540.12" }],
    ["?", "1", null],
  ])("a price of %s for %s", (price, amount, execution) => {
    expect(executionOf(price, amount)).toEqual(execution);
  });

  it("are exact beyond what floating point can tell apart", () => {
    expect(unitsOf("9007199254740993.000001")).toBe(9007199254740993000001n);
    expect([unitsOf("1.0000001"), unitsOf("1e3"), unitsOf("")]).toEqual([null, null, null]);
    expect(["10.000", "9.500", "9.250"].sort(compareDecimals)).toEqual(["9.250", "9.500", "10.000"]);
  });

  it("show their sign", () => {
    expect(["-0.625", "0.125", "0.000"].map(signed)).toEqual(["\u22120.625", "+0.125", "0.000"]);
  });

  it("are taken as people type them", () => {
    expect([plainDecimal(" $350,000.00 "), plainDecimal("80 %")]).toEqual(["350000.00", "80"]);
    expect([plainWhole("740"), plainWhole("7e2"), plainWhole("")]).toEqual([740, "7e2", ""]);
  });
});

const loan: LoanWithBorrower = {
  id: "loan_1",
  owner_org_id: "org_a",
  owner_name: "Lender A",
  amount: "350000.00",
  property_state: "CA",
  occupancy: "primary",
  purpose: "purchase",
  fico: 740,
  ltv: "80.00",
  status: "open",
  external_id: null,
  version: 1,
  created_at: "2026-11-28T07:00:00Z",
  updated_at: "2026-11-28T07:00:00Z",
  borrower: { name: "A", email: "a@b.example", ssn: "***-**-4123" },
};

describe("a loan that is changed", () => {
  it("sends what was touched alone", () => {
    expect(changedTerms(loan, draftOf(loan))).toEqual({});
    const typed = { ...draftOf(loan), fico: "760", amount: "360,000" };
    expect(changedTerms(loan, typed)).toEqual({ fico: 760, amount: "360000" });
    expect(termsOf(draftOf(loan))).toMatchObject({ amount: "350000.00", fico: 740 });
  });

  it("keeps what was typed over a newer version, and takes the rest from it", () => {
    const newer = { ...loan, fico: 720, ltv: "75.00" };
    const typed = { ...draftOf(loan), fico: "760" };
    const merged = rebase(loan, newer, typed);
    expect(merged).toEqual({ ...draftOf(newer), fico: "760" });
    expect(changedTerms(newer, merged)).toEqual({ fico: 760 });
  });

  it("tells what another version has otherwise", () => {
    const newer: LoanWithBorrower = { ...loan, fico: 720, status: "approved", borrower: null };
    expect(differencesOf(loan, newer)).toEqual([
      { field: "fico", was: "740", now: "720" },
      { field: "status", was: "open", now: "approved" },
      { field: "borrower_name", was: "A", now: "" },
      { field: "borrower_email", was: "a@b.example", now: "" },
      { field: "borrower_ssn", was: "***-**-4123", now: "" },
    ]);
  });

  it("says at a field what the server says of it, and nowhere else", () => {
    const problem = ownProblem("invalid_field", { status: 400, pointer: "/borrower/ssn" });
    expect(errorAt(problem, "/borrower/ssn")).toContain("nine digits");
    expect(errorAt(problem, "/fico")).toBeNull();
    expect([standsAtField(problem), standsAtField({ ...problem, pointer: "/elsewhere" })]).toEqual([true, false]);
    expect(standsAtField({ ...problem, code: "loan_locked" })).toBe(false);
  });
});

const hour = 60 * 60_000;
const now = Date.UTC(2026, 10, 28, 8);
const later = (ms: number): string => new Date(now + ms).toISOString();

function lockOf(id: string, over: Partial<Lock>): Lock {
  return {
    id,
    loan_id: "loan_1",
    owner_org_id: "org_a",
    owner_name: "Lender A",
    lender_org_id: "org_b",
    lender_name: "Lender B",
    sheet_id: "rs_1",
    product: "CONF30",
    rate: "6.250",
    lock_days: 30,
    price: "99.750",
    state: "requested",
    requested_at: later(-hour),
    committed_at: null,
    expires_at: later(23 * hour),
    extended_days: 0,
    relock_of: null,
    confirmation: null,
    version: 1,
    loan: null,
    offer: null,
    ...over,
  };
}

describe("locks that need attention", () => {
  const committed = { state: "committed", committed_at: later(-100 * hour) } as const;
  const locks = [
    lockOf("fresh", {}),
    lockOf("unanswered", { requested_at: later(-20 * hour), expires_at: later(4 * hour) }),
    lockOf("lapsed", { loan_id: "loan_2", state: "expired", expires_at: later(-hour) }),
    lockOf("asked_again", { state: "expired", requested_at: later(-25 * hour), expires_at: later(-hour) }),
    lockOf("long_lapsed", { state: "expired", expires_at: later(-72 * hour) }),
    lockOf("ending", { ...committed, expires_at: later(50 * hour) }),
    lockOf("far", { ...committed, expires_at: later(500 * hour) }),
    lockOf("ended", { ...committed, state: "expired", expires_at: later(-hour) }),
  ];
  const shown = (orgId: string) => concernsOf(locks, orgId, now).map(({ lock, urgency }) => `${urgency} ${lock.id}`);

  it("are for the lender first those to accept, the first to lapse first", () => {
    expect(shown("org_b")).toEqual(["to_accept unanswered", "to_accept fresh", "ending ending"]);
  });

  it("are for who asked those that end, and those that nobody accepts", () => {
    expect(shown("org_a")).toEqual(["ending ending", "unanswered unanswered", "lapsed lapsed"]);
  });

  it("go by the clock, also where the state is that of when it was read", () => {
    expect(concernsOf([lockOf("was", { expires_at: later(0) })], "org_b", now)).toEqual([]);
  });

  it("hold the terms of a loan while they are live", () => {
    expect(liveLock(locks)?.id).toBe("fresh");
    expect(liveLock([lockOf("x", { state: "expired" })])).toBeNull();
    expect([12, 40].map((days) => extensionLeft(lockOf("x", { extended_days: days }), lockRules))).toEqual([18, 0]);
  });
});

describe("prices", () => {
  it("are asked for with what was typed, and nothing else", () => {
    expect(bodyOf({ days: "30", rate: "", target: " " }, 100)).toEqual({ lock_days: 30, max_offers: 100 });
    expect(bodyOf({ days: "x", rate: "6.25 %", target: "101" }, 9)).toEqual({
      lock_days: "x",
      max_offers: 9,
      rate: "6.25",
      target_price: "101",
    });
  });

  it("are filtered by product and rate, in their order", () => {
    const same = { sheet_id: "s", lock_days: 30, base_price: "1", adjustments: [], price: "1" };
    const offer = (product: string, rate: string) => ({ ...same, product, rate });
    const offers = [offer("B", "10.000"), offer("A", "9.500"), offer("B", "9.500")];
    expect(filterOffers(offers, { product: "B", rate: "" })).toEqual([offers[0], offers[2]]);
    expect(filterOffers(offers, { product: "B", rate: "9.500" })).toEqual([offers[2]]);
    expect(ratesOf(offers)).toEqual(["9.500", "10.000"]);
  });
});
