// POST /auth/{provider}/backchannel-logout: a provider's server says that somebody signed out there (OpenID Connect
// Back-Channel Logout 1.0 section 2.5). What it says is the server's to judge.
import { empty, type Answer } from "../answer.js";
import { mediaTypeOf, readBody, type Reading } from "../body.js";
import { clientOf } from "../client_of.js";
import type { Exchange } from "../exchange.js";
import { invalidField, problems, refuse, type Problem } from "../problem.js";

/** The longest token that the server reads (CompactJwt::kMaxBytes), and room for what else a provider may say. */
const maxFormBytes = 32 * 1024;

export async function takeProviderLogout(exchange: Exchange, provider: string): Promise<Answer> {
  const { correlationId, portal, request } = exchange;
  const token = await readLogoutToken(request);
  if (!token.ok) return refuseLogout(exchange, token.problem);
  const client = clientOf(portal, request.headers);
  if (client === null) return refuseLogout(exchange, problems.clientUnknown);
  const path = `auth/oidc/${provider}/backchannel-logout`;
  const answer = await portal.internal.post(path, correlationId, { logout_token: token.value, client });
  return answer.ok ? empty(200) : refuseLogout(exchange, answer.problem);
}

/** Other fields are ignored, as section 2.5 has it; one token, so that there is no other to choose. */
async function readLogoutToken(request: Request): Promise<Reading<string>> {
  if (mediaTypeOf(request.headers) !== "application/x-www-form-urlencoded") {
    return { ok: false, problem: problems.unsupportedMediaType };
  }
  const body = await readBody(request, maxFormBytes);
  if (!body.ok) return body;
  const [token, ...more] = new URLSearchParams(new TextDecoder().decode(body.value)).getAll("logout_token");
  if (token === undefined || token === "" || more.length > 0) {
    return { ok: false, problem: invalidField("/logout_token", "must be there once") };
  }
  return { ok: true, value: token };
}

/** Section 2.8: 400 whether the request was wrong or the logout failed, and `error` as RFC 6749 section 5.2 has it. */
function refuseLogout(exchange: Exchange, problem: Problem): Answer {
  const fields = { ...problem.fields, error: "invalid_request" };
  return refuse(exchange, { ...problem, status: 400, title: "Bad Request", fields });
}
