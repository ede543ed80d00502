// What a state-changing request must show, and what a reading one must not: three proofs, each of which is enough
// against most forgeries, all of them wanted (issue 8; OAuth 2.0 for Browser-Based Applications section 6.1.3.3).
import type { Portal } from "../portal.js";
import { csrf, type Problem } from "../problem.js";
import type { PresentedSession } from "./presented.js";

const staticHeader = "X-RateStack-Portal";
const csrfHeader = "X-CSRF-Token";

export function isSafe(method: string): boolean {
  return method === "GET" || method === "HEAD";
}

/** The first two proofs, which need no session: the page's origin by the browser's word, and a header that no form can
 *  send and no other site may. */
export function checkSource(portal: Portal, request: Request): Problem | null {
  const { headers, method } = request;
  const secFetchSite = headers.get("Sec-Fetch-Site");
  if (isSafe(method)) return checkReader(portal, secFetchSite);
  const verdict = portal.core.identity.judgeOrigin(portal.settings.publicOrigin, {
    method,
    origin: headers.get("Origin"),
    referer: headers.get("Referer"),
    secFetchSite,
  });
  if (verdict !== "same_origin") return csrf(verdict);
  return headers.get(staticHeader) === "1" ? null : csrf("no_static_header");
}

/** A read that another site's page set off is not answered either: SameSite=Lax sends our cookie with its links. */
function checkReader({ core, settings }: Portal, secFetchSite: string | null): Problem | null {
  if (secFetchSite === null) return null;
  // Core calls every safe method safe; of one that is not, it says where it comes from.
  const verdict = core.identity.judgeOrigin(settings.publicOrigin, { method: "POST", secFetchSite });
  return verdict === "cross_site" ? csrf(verdict) : null;
}

/** The third: the token that only our pages were told, of this very session. */
export function checkToken({ core, settings }: Portal, request: Request, session: PresentedSession): Problem | null {
  const presented = request.headers.get(csrfHeader);
  const matches = presented !== null && core.identity.csrfTokenMatches(settings.csrfKey, session.hash, presented);
  return matches ? null : csrf("wrong_token");
}
