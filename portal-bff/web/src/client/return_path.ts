/** Where to go after a sign-in: a path of this portal and nothing else; "/" for anything that is none. */
export function returnPathOf(search: string, origin: string): string {
  const asked = new URLSearchParams(search).get("return");
  if (asked?.startsWith("/") !== true || asked.startsWith("//") || /[\\\p{Cc}]/u.test(asked)) return "/";
  const url = URL.parse(asked, origin);
  if (url?.origin !== origin || url.pathname === "/login") return "/";
  return url.pathname + url.search + url.hash;
}

export function loginPath(from: { readonly pathname: string; readonly search: string }): string {
  const here = from.pathname + from.search;
  return here === "/" ? "/login" : `/login?return=${encodeURIComponent(here)}`;
}
