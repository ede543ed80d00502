// Runs the built portal in the real workerd, on a port that the system chooses.
import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { createServer, type AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

import { workerdBinary } from "../../scripts/workerd_binary.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Nothing listens on port 1: the upstream of a portal that needs none. */
const nowhere = "127.0.0.1:1";

export interface Portal {
  /** Where it listens, which is its public origin unless another was given. */
  readonly origin: string;
  readonly port: number;
  /** Lines of its log so far. */
  readonly log: readonly string[];
  stop(): Promise<void>;
}

export interface PortalOptions {
  /** HOST:PORT of the server's /v1. */
  readonly api?: string;
  /** HOST:PORT of the server's /internal; the same by default. */
  readonly internal?: string;
  /** Settings beside, or in place of, those that make it serve; undefined leaves one out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Where it listens; one that is free by default. */
  readonly port?: number;
}

/** One key a test run: what is signed with it is nobody else's. */
const secrets = {
  INTERNAL_TOKEN: randomBytes(32).toString("base64url"),
  PORTAL_CSRF_KEY: randomBytes(32).toString("base64url"),
};

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function settingsOf(port: number, env: PortalOptions["env"]): Record<string, string> {
  const all: PortalOptions["env"] = { ...secrets, PUBLIC_ORIGIN: `http://localhost:${String(port)}`, ...env };
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

export async function startPortal(options: PortalOptions = {}): Promise<Portal> {
  if (!existsSync(join(root, "dist/worker/worker.js"))) throw new Error("not built: run `npm run build` first");
  const { api = nowhere, internal = api } = options;
  const port = options.port ?? (await freePort());
  const flags = ["--socket-addr", `http=127.0.0.1:${String(port)}`, "--control-fd", "3"];
  flags.push("--external-addr", `api=${api}`, "--external-addr", `internal=${internal}`);
  const child = spawn(workerdBinary(), ["serve", "config.capnp", ...flags], {
    cwd: root,
    env: settingsOf(port, options.env),
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const log: string[] = [];
  for (const stream of [1, 2].map((descriptor) => child.stdio[descriptor] as Readable)) {
    createInterface({ input: stream }).on("line", (line) => log.push(line));
  }
  await listeningPort(child);
  return { origin: `http://localhost:${String(port)}`, port, log, stop: () => stop(child) };
}

async function listeningPort(child: ChildProcess): Promise<number> {
  const control = child.stdio[3] as Readable;
  for await (const line of createInterface({ input: control })) {
    const event = JSON.parse(line) as { event: string; socket?: string; port?: number };
    if (event.event === "listen" && event.socket === "http" && event.port !== undefined) return event.port;
  }
  throw new Error("workerd ended before it listened");
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) {
      resolve();
      return;
    }
    child.once("exit", () => {
      resolve();
    });
    child.kill("SIGTERM");
  });
}
