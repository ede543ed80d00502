// RFC 8785 in JavaScript, where it comes almost for free: ECMAScript's own number and string forms are the RFC's, and
// strings compare by UTF-16 code units.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export function canonicalize(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(canonicalize).join(",")}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalize(member)}`).join(",")}}`;
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
