// Loans, locks and sheets of an originator, and of a lender, as the server would describe them.
import { nothing, ok, type Scripted, type ScriptedApi } from "./scripted_api.ts";
import { at, orgId, partnerName, portalSession, signedInApi } from "./scripted_people.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const lenderName = "Beacon Wholesale Lending";
const ownName = "Cascade Home Lending";

export const lenderId = "org_01K0BEACON0000000000000BB0";
export const partnerId = "org_01K0HARBR0000000000000000B";
export const loanId = "loan_01K0LOANAAAAAAAAAAAAAAAAAA";
const sheetId = "rs_01K0SHEETAAAAAAAAAAAAAAAAAA";
export const draftId = "rs_01K0SHEETBBBBBBBBBBBBBBBBBB";
export const lockId = "lock_01K0LOCKAAAAAAAAAAAAAAAAAA";

/** As the server has them. */
export const lockRules = {
  commit_within_seconds: 24 * 60 * 60,
  relock_window_seconds: 30 * 24 * 60 * 60,
  extension_fee_per_day: "-0.01875",
  max_extension_days: 30,
};

const originatorPermissions = ["loan.read", "loan.write", "loan.share", "loan.price", "ratesheet.read", "lock.request"];
const lenderPermissions = ["loan.read", "loan.price", "ratesheet.read", "ratesheet.activate", "lock.commit"];

export const terms = {
  amount: "350000.00",
  property_state: "CA",
  occupancy: "primary",
  purpose: "purchase",
  fico: 740,
  ltv: "80.00",
};

export const loan = {
  ...terms,
  id: loanId,
  owner_org_id: orgId,
  owner_name: ownName,
  status: "open",
  external_id: null,
  version: 1,
  created_at: at(-3 * hour),
  updated_at: at(-3 * hour),
};

export const borrower = { name: "Example Borrower", email: "borrower@borrowers.example", ssn: "***-**-4123" };

const loans = [
  loan,
  {
    ...loan,
    id: "loan_01K0LOANBBBBBBBBBBBBBBBBBB",
    amount: "612500.00",
    property_state: "WA",
    purpose: "cash_out",
    occupancy: "investment",
    fico: 801,
    ltv: "62.50",
    status: "clear_to_close",
    external_id: "LOS-7",
    created_at: at(-2 * day),
  },
  {
    ...loan,
    id: "loan_01K0LOANCCCCCCCCCCCCCCCCCC",
    owner_org_id: partnerId,
    owner_name: partnerName,
    amount: "189000.50",
    purpose: "rate_term",
    occupancy: "second_home",
    property_state: "MP",
    status: "withdrawn",
    created_at: at(-9 * day),
  },
];

const adjustments = [
  { table: "LLPA purchase", row: "740-759", column: "75.01-80.00", points: "-0.625" },
  { table: "Loan amount", row: "250000.00-832750.00", column: null, points: "0.000" },
  { table: "State", row: "", column: null, points: "0.000" },
];

export function offer(product: string, rate: string, base: string, price: string, days = 30) {
  return {
    sheet_id: sheetId,
    product,
    rate,
    lock_days: days,
    base_price: base,
    adjustments,
    price,
    lender_org_id: lenderId,
    lender_name: lenderName,
  };
}

export const offers = [
  offer("CONF30", "6.375", "100.688", "100.063"),
  offer("CONF30", "6.250", "100.313", "99.688"),
  offer("CONF15", "5.500", "100.188", "99.563"),
  offer("CONF30", "6.125", "99.750", "99.125"),
];

export const pricing = {
  loan_id: loanId,
  version: 1,
  offers,
  considered: offers.length,
  ineligible: [
    { sheet_id: sheetId, product: "JUMBO", reasons: [{ code: "outside_table", table: "Jumbo amount" }] },
    {
      sheet_id: sheetId,
      product: "FHA30",
      reasons: [
        { code: "not_offered", table: "LLPA purchase", row: "620-679", column: "85.01-97.00" },
        { code: "no_lock_period" },
      ],
    },
  ],
};

export const lock = {
  id: lockId,
  loan_id: loanId,
  owner_org_id: orgId,
  owner_name: ownName,
  lender_org_id: lenderId,
  lender_name: lenderName,
  sheet_id: sheetId,
  product: "CONF30",
  rate: "6.250",
  lock_days: 30,
  price: "99.688",
  state: "requested",
  requested_at: at(-2 * hour),
  committed_at: null as string | null,
  expires_at: at(22 * hour + minute),
  extended_days: 0,
  relock_of: null as string | null,
  confirmation: null as string | null,
  version: 1,
  loan: terms,
  offer: offers[1],
};

const committed = {
  ...lock,
  id: "lock_01K0LOCKBBBBBBBBBBBBBBBBBB",
  product: "CONF15",
  rate: "5.500",
  price: "99.375",
  state: "committed",
  requested_at: at(-31 * day),
  committed_at: at(-30 * day),
  expires_at: at(2 * day + hour),
  extended_days: 2,
  relock_of: "lock_01K0LOCKCCCCCCCCCCCCCCCCCC",
  confirmation: "BCN-20881",
  offer: offers[2],
};

const lapsed = {
  ...lock,
  id: "lock_01K0LOCKCCCCCCCCCCCCCCCCCC",
  state: "expired",
  requested_at: at(-30 * hour),
  expires_at: at(-6 * hour),
};

const old = {
  ...committed,
  id: "lock_01K0LOCKDDDDDDDDDDDDDDDDDD",
  state: "expired",
  requested_at: at(-80 * day),
  committed_at: at(-80 * day),
  expires_at: at(-50 * day),
  extended_days: 0,
  relock_of: null,
};

export const locks = [lock, lapsed, committed, old];

function sheet(id: string, name: string, state: string, products: readonly string[], inForce: readonly string[]) {
  return {
    id,
    lender_org_id: orgId,
    lender_name: ownName,
    name,
    sha256: "ab".repeat(32),
    cells: 364,
    products,
    in_force: inForce,
    state,
    created_at: at(-hour),
    activated_at: state === "draft" ? null : at(-hour),
  };
}

const allProducts = ["CONF15", "CONF30", "FHA30", "VA30"];

export const sheets = [
  sheet(draftId, "Afternoon sheet", "draft", ["CONF15", "CONF30", "HOMEREADY30"], []),
  sheet(sheetId, "Morning sheet", "active", allProducts, allProducts),
  sheet("rs_01K0SHEETCCCCCCCCCCCCCCCCCC", "Yesterday", "superseded", ["CONF30"], []),
  {
    ...sheet("rs_01K0SHEETDDDDDDDDDDDDDDDDDD", "Harbor wholesale", "active", ["JUMBO"], ["JUMBO"]),
    lender_org_id: partnerId,
    lender_name: partnerName,
  },
];

const page = (items: readonly unknown[], next: string | null = null) => ok({ items, next_cursor: next });

/** With its entity tag. */
export function loanAnswer(over: Readonly<Record<string, unknown>> = {}, tag = '"1"'): Scripted {
  return { status: 200, body: { ...loan, borrower, ...over }, headers: { ETag: tag } };
}

/** A loan officer of an originator. */
export function originatorApi(): ScriptedApi {
  const one = `/api/v1/loans/${loanId}`;
  return signedInApi()
    .on("GET /api/portal/session", () => ok(portalSession(originatorPermissions)))
    .on("GET /api/v1/loans", page(loans))
    .on("POST /api/v1/loans", { status: 201, body: loan, headers: { ETag: '"1"' } })
    .on(`GET ${one}`, loanAnswer())
    .on(`PATCH ${one}`, loanAnswer())
    .on(`GET ${one}/borrower`, ok({ ...borrower, ssn: "536-90-4123" }))
    .on(`GET ${one}/share`, page([{ loan_id: loanId, org_id: partnerId, org_name: partnerName, created_at: at(-2 * hour) }]))
    .on(`POST ${one}/share`, { status: 201, body: { loan_id: loanId, org_id: lenderId, org_name: null, created_at: at(0) } })
    .on(`DELETE ${one}/share/${partnerId}`, nothing)
    .on(`POST ${one}/price`, ok(pricing))
    .on(`GET ${one}/locks`, page([]))
    .on(`POST ${one}/locks`, { status: 201, body: lock })
    .on(
      `GET ${one}/documents`,
      page([
        {
          id: "doc_01K0DOCAAAAAAAAAAAAAAAAAAA",
          loan_id: loanId,
          owner_org_id: orgId,
          owner_name: ownName,
          delivered_by_org_id: partnerId,
          delivered_by_name: partnerName,
          kind: "appraisal",
          name: "appraisal-of-1200-harbour-street-final.pdf",
          media_type: "application/pdf",
          size: 204_809,
          sha256: "cd".repeat(32),
          created_at: at(-hour),
        },
      ]),
    )
    .on("GET /api/v1/locks", page(locks))
    .on("GET /api/v1/locks/rules", ok(lockRules))
    .on("GET /api/v1/ratesheets", page(sheets.slice(1, 2).map((each) => ({ ...each, lender_org_id: lenderId, lender_name: lenderName }))));
}

/** A pricing manager at a lock desk. */
export function lenderApi(): ScriptedApi {
  const reader = { org_id: partnerId, org_name: partnerName, created_at: at(-30 * day) };
  const asked = { ...lock, owner_org_id: partnerId, owner_name: partnerName, lender_org_id: orgId, lender_name: ownName };
  const held = { ...committed, owner_org_id: partnerId, owner_name: partnerName, lender_org_id: orgId, lender_name: ownName };
  return signedInApi()
    .on("GET /api/portal/session", () => ok(portalSession(lenderPermissions)))
    .on("GET /api/v1/loans", page([]))
    .on("GET /api/v1/locks/rules", ok(lockRules))
    .on("GET /api/v1/locks", page([asked, held, { ...old, owner_org_id: partnerId, owner_name: partnerName, lender_org_id: orgId, lender_name: ownName }]))
    .on(`POST /api/v1/locks/${lockId}/commit`, ok({ ...asked, state: "committed" }))
    .on(`POST /api/v1/locks/${committed.id}/extend`, ok({ ...held, extended_days: 7 }))
    .on("GET /api/v1/ratesheets", page(sheets))
    .on("POST /api/v1/ratesheets", { status: 201, body: sheets[0] })
    .on(`POST /api/v1/ratesheets/${draftId}/activate`, ok(sheets[0]))
    .on("GET /api/v1/ratesheets/readers", page([reader]))
    .on("PUT /api/v1/ratesheets/readers", page([reader]));
}

/** A sheet with seven faults, and what the server says of it. */
export const faultySheet = `\uFEFFratesheet,1,"Faulty, by hand"

# Prices in percent of par, by days of lock
product,rate,15,30,60
CONF30,6.000,99.250,99.125,98.750
CONF30,6.250,100.500,100.3751234,100.000
CONF30,6.125,"100,250",99.875
JUMBO,6.500,100.000,99.875,99.500
JUMBO,6.625,100.500,100.375,100.000
JUMBO,6.750,101.000,100.875,100.500
JUMBO,6.875,101.500,101.375,101.000
table,fico_ltv,LLPA
for,product,CONF3O
fico,<=75.00,75.01-97.00
>=740,0.000,-0.625
620-735,-0.750,-1.500
table,state,State
ZZ,-0.250
`;

export const faults = [
  { code: "too_precise", line: 6, column: 4 },
  { code: "rate_not_ascending", line: 7, column: 2 },
  { code: "malformed_number", line: 7, column: 3 },
  { code: "missing_cell", line: 7, column: 5 },
  { code: "unknown_product", line: 13, column: 3 },
  { code: "band_gap", line: 16, column: 1 },
  { code: "unknown_state", line: 18, column: 1 },
];
