// URLs that an operator wants called later, judged before they travel: what needs no DNS to be refused is refused here.
import type { RatestackCore, ServicePolicy, UrlRefusalCode } from "@ratestack/core";

import { jsonText, type Answer } from "../answer.js";
import { parseObject, textOf, type JsonObject } from "../fields.js";
import type { Problem } from "../problem.js";
import type { UrlMember } from "./endpoint.js";

/** The server's own words and length (native/http/url_validate.cpp): the rest would describe the network behind us. */
const denied = "This service may not call this URL.";
const denialBytes = 128;

export interface Denial {
  readonly code: UrlRefusalCode;
  readonly refusal: UrlMember["refusal"];
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
  return verdict.allowed === false ? { code: verdict.code, refusal } : null;
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
