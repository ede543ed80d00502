import type { RatestackCore } from "@ratestack/core";
import { json, withHeaders, type Answer } from "../answer.js";
import type { Arrival } from "../exchange.js";
import { methodNotAllowed, refuse } from "../problem.js";

/** The portal's own health: answers only if the module runs in this very process. Says nothing about the server. */
export function answerHealth(core: RatestackCore): (arrival: Arrival) => Answer {
  return (arrival) => {
    const { method } = arrival;
    arrival.route = "/api/portal/healthz";
    if (method !== "GET" && method !== "HEAD") {
      return refuse(arrival, methodNotAllowed(["GET", "HEAD"]));
    }
    return withHeaders(json({ status: "ok", core: { version: core.version() } }), { "Cache-Control": "no-store" });
  };
}
