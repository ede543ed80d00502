import type { RatestackCore } from "@ratestack/core";
import type { Context } from "hono";

import type { App } from "../env.js";
import { methodNotAllowed, refuse } from "../problem.js";

/** The portal's own health: answers only if the module runs in this very process. Says nothing about the server. */
export function answerHealth(core: RatestackCore): (context: Context<App>) => Response {
  return (context) => {
    const { method } = context.req;
    context.set("route", "/api/portal/healthz");
    if (method !== "GET" && method !== "HEAD") {
      return refuse(context, methodNotAllowed(["GET", "HEAD"]));
    }
    return Response.json(
      { status: "ok", core: { version: core.version() } },
      { headers: { "Cache-Control": "no-store" } },
    );
  };
}
