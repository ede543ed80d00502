// Exact arithmetic on the server's decimals, and how they are shown. Nothing goes through floating point.

const places = 6;
const one = 10n ** BigInt(places);

/** In millionths; null for what is no plain decimal of at most six places. */
export function unitsOf(text: string): bigint | null {
  const found = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(text);
  if (found === null) return null;
  const [, sign, whole = "", fraction = ""] = found;
  const units = BigInt(whole) * one + BigInt(fraction.padEnd(places, "0"));
  return sign === "-" ? -units : units;
}

function grouped(whole: bigint): string {
  return whole.toString().replace(/\B(?=(\d{3})+$)/g, ",");
}

/** "$350,000" or "$350,000.50"; what is no decimal as it is. */
export function dollars(amount: string): string {
  const units = unitsOf(amount);
  return units === null ? amount : dollarsOf(units);
}

function dollarsOf(units: bigint): string {
  const cents = (magnitude(units) + one / 200n) / (one / 100n);
  const rest = cents % 100n;
  return `$${grouped(cents / 100n)}${rest === 0n ? "" : `.${rest.toString().padStart(2, "0")}`}`;
}

function magnitude(units: bigint): bigint {
  return units < 0n ? -units : units;
}

/** "+0.125", "\u22120.625", "0.000". */
export function signed(points: string): string {
  if (points.startsWith("-")) return `\u2212${points.slice(1)}`;
  return unitsOf(points) === 0n ? points : `+${points}`;
}

export type Execution =
  | { readonly kind: "cost"; readonly dollars: string }
  | { readonly kind: "credit"; readonly dollars: string }
  | { readonly kind: "even" };

/** What a price means for a loan: par is 100, what is below it costs, what is above it is paid out. */
export function executionOf(price: string, amount: string): Execution | null {
  const percent = unitsOf(price);
  const principal = unitsOf(amount);
  if (percent === null || principal === null) return null;
  const difference = percent - 100n * one;
  if (difference === 0n) return { kind: "even" };
  const worth = dollarsOf((magnitude(difference) * principal) / (100n * one));
  return { kind: difference < 0n ? "cost" : "credit", dollars: worth };
}

/** What people type for a number, as the server takes it: without currency, percent sign, grouping or spaces. */
export function plainDecimal(typed: string): string {
  return typed.replace(/[\s$%,]/g, "");
}

/** A whole number as one; anything else stays as it was typed, for the server to name. */
export function plainWhole(typed: string): number | string {
  const plain = plainDecimal(typed);
  return /^\d{1,9}$/.test(plain) ? Number(plain) : plain;
}

/** For sorting: 0 where one of the two is no decimal. */
export function compareDecimals(a: string, b: string): number {
  const [left, right] = [unitsOf(a), unitsOf(b)];
  if (left === null || right === null || left === right) return 0;
  return left < right ? -1 : 1;
}
