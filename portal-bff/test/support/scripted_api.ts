// Answers a page's calls to /api in place of worker and server, and keeps what arrived: for what a page does with
// answers that a real server gives only at a bad moment. What the answers say is shaped as docs/api/openapi.json
// states it.
import type { Page, Request, Route } from "@playwright/test";

export interface Scripted {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handler = (request: Request, path: string) => Scripted | Promise<Scripted>;

export interface Arrived {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly json: unknown;
}

export function ok(body: unknown): Scripted {
  return { status: 200, body };
}

export const nothing: Scripted = { status: 204 };

export function problem(status: number, code: string, more: Readonly<Record<string, unknown>> = {}): Scripted {
  const correlation_id = "01K0TESTS0000000000000000Z";
  return {
    status,
    body: {
      type: "about:blank",
      title: code,
      status,
      code,
      detail: `The server says ${code}.`,
      correlation_id,
      ...more,
    },
    headers: { "Content-Type": "application/problem+json" },
  };
}

export class ScriptedApi {
  readonly arrived: Arrived[] = [];
  readonly #handlers = new Map<string, Handler>();

  /** `call` is "GET /api/v1/me": the query does not count. Answers the last that was set. */
  on(call: string, answer: Scripted | Handler): this {
    this.#handlers.set(call, typeof answer === "function" ? answer : () => answer);
    return this;
  }

  async install(page: Page): Promise<void> {
    await page.route("**/api/**", (route) => this.#answer(route));
  }

  /** What arrived of one call. */
  of(call: string): Arrived[] {
    return this.arrived.filter(({ method, path }) => `${method} ${path.split("?")[0] ?? ""}` === call);
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request();
    const url = new URL(request.url());
    const path = url.pathname + url.search;
    this.arrived.push({ method: request.method(), path, headers: request.headers(), json: jsonOf(request) });
    const handler = this.#handlers.get(`${request.method()} ${url.pathname}`);
    const answer = handler === undefined ? problem(404, "not_found") : await handler(request, path);
    await route.fulfill({
      status: answer.status,
      headers: { "Content-Type": "application/json", ...answer.headers },
      body: answer.body === undefined ? "" : JSON.stringify(answer.body),
    });
  }
}

function jsonOf(request: Request): unknown {
  try {
    return request.postDataJSON() as unknown;
  } catch {
    return request.postData();
  }
}
