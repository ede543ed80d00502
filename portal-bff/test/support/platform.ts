// The whole chain as scripts/up makes it, without the demo: ratestackd on a fresh SQLite file, nginx as
// `ratestack edge render` configures it, the worker behind nginx.
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { findProgram } from "./native_tools.ts";
import { freePort, startPortal, type Portal } from "./portal.ts";

export interface Platform {
  /** Of the portal, as a browser would have it: through nginx. */
  readonly origin: string;
  readonly email: string;
  readonly password: string;
  /** Of the platform's organisation, and its id. */
  readonly api_key: string;
  readonly org_id: string;
  readonly portal: Portal;
  /** What the operator's command line prints. */
  ratestack(words: readonly string[], input?: string): string;
  stop(): Promise<void>;
}

interface Bootstrapped {
  readonly email: string;
  readonly password: string;
  readonly api_key: string;
  readonly org_id: string;
}

/** undefined where the native programs or nginx are not here. */
export function findServer(): { ratestack: string; ratestackd: string } | undefined {
  const ratestack = findProgram("ratestack");
  const ratestackd = findProgram("ratestackd");
  return ratestack === undefined || ratestackd === undefined ? undefined : { ratestack, ratestackd };
}

/** What a test adds to ratestackd: called with the portal's origin and a directory, before anything starts. */
export type Addition = (origin: string, directory: string) => Promise<Readonly<Record<string, string>>>;

export async function startPlatform(add?: Addition): Promise<Platform> {
  const programs = findServer();
  if (programs === undefined) throw new Error("not built: ratestack and ratestackd");
  const data = mkdtempSync(join(tmpdir(), "portal-platform-"));
  const ports = { server: await freePort(), public: await freePort(), internal: await freePort(), portal: await freePort() };
  const token = randomBytes(32).toString("base64url");
  const origin = `http://localhost:${String(ports.portal)}`;
  const own = { PATH: process.env["PATH"], RATESTACK_DATA_DIR: data, INTERNAL_TOKEN: token, PUBLIC_ORIGIN: origin };
  const env = { ...own, ...(await add?.(origin, data)) };
  const ratestack = (words: readonly string[], input = ""): string =>
    execFileSync(programs.ratestack, words, { env, encoding: "utf8", input });
  const run = (...words: string[]): string => ratestack(words);
  run("migrate");
  const person = JSON.parse(run("bootstrap", "--email", "admin@platform.example", "--json")) as Bootstrapped;
  mkdirSync(join(data, "exports"), { recursive: true });
  const children: ChildProcess[] = [];
  const start = (program: string, ...words: string[]): void => {
    children.push(spawn(program, words, { env, stdio: ["ignore", "ignore", "inherit"] }));
  };
  start(programs.ratestackd, "--listen", at(ports.server));
  const internal = at(ports.internal);
  const portal = await startPortal({ api: internal, env: { INTERNAL_TOKEN: token, PUBLIC_ORIGIN: origin } });
  const edge = join(data, "edge");
  const listen = ["--listen", at(ports.public), "--internal-listen", internal, "--portal-listen", at(ports.portal)];
  const upstreams = ["--upstream", at(ports.server), "--portal-upstream", at(portal.port)];
  run("edge", "render", "--out", edge, "--exports", join(data, "exports"), ...listen, ...upstreams);
  start("nginx", "-e", join(edge, "error.log"), "-p", edge, "-c", "nginx.conf");
  await answering(`http://${at(ports.portal)}/api/readyz`);
  return { origin, ...person, portal, ratestack, stop: () => stopAll(children, portal, data) };
}

function at(port: number): string {
  return `127.0.0.1:${String(port)}`;
}

async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    const answer = await fetch(url).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} does not answer`);
}

async function stopAll(children: readonly ChildProcess[], portal: Portal, data: string): Promise<void> {
  await portal.stop();
  for (const child of children.toReversed()) {
    if (child.exitCode !== null) continue;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await gone;
  }
  rmSync(data, { recursive: true, force: true });
}
