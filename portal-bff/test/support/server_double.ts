// Stands where nginx and the server would: says what a test has it say, and keeps what arrived.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The body, where it is JSON. */
  readonly json: Readonly<Record<string, unknown>>;
}

export type Script = (response: ServerResponse, request: Arrived) => void;

export interface ServerDouble {
  /** HOST:PORT, as workerd takes it. */
  readonly address: string;
  readonly arrived: Arrived[];
  /** What arrived at one path, of /v1 or /internal. */
  at(path: string): Arrived[];
  /** Scripts `METHOD /path`; the latest counts. */
  on(target: string, script: Script): void;
  /** Forgets scripts and arrivals; what every session needs is scripted. */
  reset(): void;
  stop(): Promise<void>;
}

/** What the access token of every session is here. */
export const accessToken = "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiJ1c3JfMSJ9.c2lnbmF0dXJlLXNpZ25hdHVyZQ";

export const resolved = {
  user: { id: "usr_1", org_id: "org_1", email: "ada@rates.example", name: "Ada" },
  org: { id: "org_1", type: "ORIGINATOR", name: "Rates" },
  org_roles: [{ org_id: "org_1", roles: ["ORG_ADMIN"], grants: [] }],
  permissions: ["org.admin"],
  session: { id: "ses_1" },
  access_token: accessToken,
  access_token_expires_at: "2026-11-28T12:05:00.000000Z",
  idle_expires_at: "2026-11-28T12:30:00.000000Z",
  absolute_expires_at: "2026-11-29T00:00:00.000000Z",
};

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Script {
  return (response) => {
    response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));
  };
}

export function problem(status: number, code: string, more: object = {}, headers: Record<string, string> = {}): Script {
  const body = { type: "about:blank", title: "T", status, code, detail: "d", correlation_id: "c", ...more };
  return json(status, body, { "Content-Type": "application/problem+json", ...headers });
}

function parsed(body: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(body) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

export async function startServerDouble(): Promise<ServerDouble> {
  const scripts = new Map<string, Script>();
  const arrived: Arrived[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const body = Buffer.concat(chunks).toString("utf8");
      const one: Arrived = { method, url, headers, body, json: parsed(body) };
      arrived.push(one);
      const script = scripts.get(`${method} ${url.split("?")[0] ?? ""}`) ?? problem(404, "not_found");
      script(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const double: ServerDouble = {
    address: `127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    arrived,
    at: (path) => arrived.filter(({ url }) => url.split("?")[0] === path),
    on: (target, script) => void scripts.set(target, script),
    reset: () => {
      arrived.length = 0;
      scripts.clear();
      double.on("POST /internal/v1/sessions/resolve", json(200, resolved));
      double.on("POST /internal/v1/url/refusals", (response) => response.writeHead(204).end());
      double.on("POST /internal/v1/sessions/revoke", (response) => response.writeHead(204).end());
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
  double.reset();
  return double;
}
