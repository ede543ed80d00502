// URLs that an operator wants called later, judged before they travel: what needs no DNS to be refused is refused here.
import type { RatestackCore, ServicePolicy, UrlRefusalCode } from "@ratestack/core";

import { jsonText, type Answer } from "../answer.js";
import type { Exchange } from "../exchange.js";
import { parseObject, textOf, type JsonObject } from "../fields.js";
import type { Problem } from "../problem.js";
import type { UrlMember } from "./endpoint.js";
import { clientAddressHeader, headersForPerson } from "./headers.js";

/** The server's own words and length (native/http/url_validate.cpp): the rest would describe the network behind us. */
const denied = "This service may not call this URL.";
const denialBytes = 128;

/** As the server's row has them. */
const maxUrlLength = 8 * 1024;
const maxHostLength = 253;
const maxDetailLength = 256;

export interface Denial {
  readonly code: UrlRefusalCode;
  readonly refusal: UrlMember["refusal"];
  /** What the audit row keeps, besides; nobody is answered with it. */
  readonly service: string;
  readonly detail: string;
  /** null where the URL has none. */
  readonly host: string | null;
}

/** null where it may travel: it is fit, only DNS can tell, or the server has to say what is wrong with the body. */
export function judgeUrl(
  core: RatestackCore,
  services: ReadonlyMap<string, ServicePolicy>,
  { service, refusal }: UrlMember,
  bytes: Uint8Array,
): Denial | null {
  const body = parseObject(bytes);
  const url = body === null ? null : textOf(body, "url");
  const policy = body === null ? undefined : services.get(serviceOf(service, body));
  if (url === null || policy === undefined) return null;
  const verdict = core.validateUrl(url, policy);
  if (verdict.allowed !== false) return null;
  return { code: verdict.code, refusal, service: policy.name, detail: verdict.detail, host: hostOf(core, url) };
}

/** Of a URL no more than the server would keep of it (native/service/url_refusal.cpp). */
function hostOf(core: RatestackCore, url: string): string | null {
  if (url.length > maxUrlLength) return null;
  const host = core.parseUrl(url)?.host ?? "";
  return host === "" ? null : host.slice(0, maxHostLength);
}

/**
 * The row that the server would have written, had it been asked. null once it is on the disk; else the refusal must not be
 * answered, for one that leaves no trace would be worth another try.
 */
export async function recordDenial(exchange: Exchange, denial: Denial, accessToken: string): Promise<Problem | null> {
  const { service, code, detail, host } = denial;
  const { portal, request, correlationId } = exchange;
  const person = { ...headersForPerson(request.headers, accessToken), ...clientAddressHeader(portal, request.headers) };
  const body = { service, code, host, detail: detail === "" ? null : detail.slice(0, maxDetailLength) };
  const answer = await portal.internal.post("url/refusals", correlationId, body, person);
  return answer.ok ? null : answer.problem;
}

function serviceOf(service: UrlMember["service"], body: JsonObject): string {
  return "name" in service ? service.name : (textOf(body, service.member) ?? "");
}

/** POST /v1/url/validate answers a refusal with 200; the text has one length, so that the length tells nothing. */
export function verdictAnswer({ code }: Denial): Answer {
  const text = JSON.stringify({ allowed: false, code, detail: denied }).padEnd(denialBytes);
  return jsonText(text);
}

export function denialProblem({ code }: Denial): Problem {
  return { status: 422, code, title: "Unprocessable Content", detail: denied };
}
