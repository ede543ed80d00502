import type { CookieKind, IdentityRules } from "@ratestack/core";

/** What contract 3.8 says of each cookie that is set here, beside what all of them are. */
const sameSite: Readonly<Record<CookieKind, "Lax" | "None">> = {
  session: "Lax",
  oidc: "Lax",
  oidc_form_post: "None",
  known_device: "Lax",
};

/** Reads each cookie as it would be written, for what a browser keeps is the text and not our intention. */
export function cookieFaults(identity: Pick<IdentityRules, "setCookie" | "clearCookie">): string[] {
  const kinds = Object.keys(sameSite) as CookieKind[];
  return kinds.flatMap((kind) => [
    ...faultsOf(kind, identity.setCookie(kind, "value")),
    ...faultsOf(kind, identity.clearCookie(kind)),
  ]);
}

export function faultsOf(kind: CookieKind, header: string): string[] {
  const [pair = "", ...attributes] = header.split(";").map((part) => part.trim());
  const has = (attribute: string): boolean => attributes.includes(attribute);
  const rules: readonly (readonly [boolean, string])[] = [
    [pair.startsWith("__Host-rs_"), "is not named __Host-rs_…"],
    [has("Path=/"), "lacks Path=/"],
    [has("Secure"), "lacks Secure"],
    [has("HttpOnly"), "lacks HttpOnly"],
    [has(`SameSite=${sameSite[kind]}`), `lacks SameSite=${sameSite[kind]}`],
    [!attributes.some((attribute) => /^domain/i.test(attribute)), "has a Domain"],
  ];
  return rules.filter(([holds]) => !holds).map(([, fault]) => `${kind} ${fault}`);
}
