// The portal's worker beside a trivial one in the same runtime, in turn: a cached session shown (which asks nobody), a
// request carried to the server and back, and the time from nothing to the first answer. nginx with fixed answers stands
// where the server would. Needs wrk and nginx; build first: npm run build -w wasm/package && npm run build -w portal-bff
//
//   node bench/portal.mjs [SECONDS=4] [ROUNDS=5] [CONNECTIONS=16]
//
// Bar (design 4-bars): cached session, worker to answer, 0.7 of a trivial worker. On a loaded machine the ratio of
// processor time a request is the one to trust.
import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { workerdBinary } from "../portal-bff/scripts/workerd_binary.mjs";

const [seconds = 4, rounds = 5, connections = 16] = process.argv.slice(2).map(Number);
const portal = fileURLToPath(new URL("../portal-bff/", import.meta.url));
const script = fileURLToPath(new URL("portal.lua", import.meta.url));
const directory = mkdtempSync(join(tmpdir(), "portal-bench-"));
const cookie = `__Host-rs_session=${randomBytes(32).toString("base64url")}`;
const children = [];

const person = {
  user: { id: "usr_01J0000000000000000000000", org_id: "org_01J0000000000000000000000", email: "loan.officer@rates.example", name: "Example Officer" },
  org: { id: "org_01J0000000000000000000000", type: "ORIGINATOR", name: "Cascade Home Lending" },
  org_roles: [{ org_id: "org_01J0000000000000000000000", roles: ["ORG_ADMIN"], grants: [] }],
  permissions: ["loan.read", "loan.price", "org.admin", "audit.read"],
  session: { id: "ses_01J0000000000000000000000" },
};
const inHours = (hours) => new Date(Date.now() + hours * 3_600_000).toISOString();
const resolved = {
  ...person,
  access_token: `${"a".repeat(36)}.${"b".repeat(600)}.${"c".repeat(86)}`,
  idle_expires_at: inHours(0.5),
  absolute_expires_at: inHours(12),
};
const shown = JSON.stringify({ ...person, csrf_token: "x".repeat(43) });

const line = JSON.stringify({ time: new Date().toISOString(), correlation_id: "bench", method: "GET", route: "/x", status: 200, duration_ms: 0 });

/** Answers as long as the portal's: from memory, the same with its headers and one line of log, and from the server. */
function trivialWorker(standing) {
  return `
const body = ${JSON.stringify(shown)};
const headers = { "Content-Type": "application/json" };
const standing = ${JSON.stringify(standing)};
const line = ${JSON.stringify(line)};
export default {
  async fetch(request, env) {
    if (request.url.endsWith("/memory")) return new Response(body, { headers });
    if (request.url.endsWith("/same")) {
      console.log(line);
      return new Response(body, { headers: standing });
    }
    return await env.API.fetch("http://api/v1/me");
  },
};`;
}
const trivialConfig = `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "trivial", worker = .trivial),
    (name = "api", external = (address = "127.0.0.1:1", http = ())),
    (name = "internet", network = (allow = [])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:1", http = (), service = "trivial")],
);
const trivial :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-11-01",
  bindings = [(name = "API", service = "api")],
);`;

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function start(program, words, options = {}) {
  const child = spawn(program, words, { stdio: "ignore", ...options });
  children.push(child);
  return child;
}

async function startUpstream() {
  const port = await freePort();
  const answer = (path, body) => `location = ${path} { default_type application/json; return 200 '${JSON.stringify(body)}'; }`;
  writeFileSync(
    join(directory, "nginx.conf"),
    `daemon off; pid nginx.pid; error_log stderr crit; events { }
    http {
      access_log off; client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
      keepalive_requests 100000000;
      server {
        listen 127.0.0.1:${port};
        ${answer("/internal/v1/sessions/resolve", resolved)}
        ${answer("/v1/me", person)}
      }
    }`,
  );
  start("nginx", ["-e", "stderr", "-p", directory, "-c", "nginx.conf"]);
  return `127.0.0.1:${port}`;
}

async function startWorkerd(cwd, upstream, env = {}) {
  const port = await freePort();
  const flags = ["--socket-addr", `http=127.0.0.1:${port}`, "--external-addr", `api=${upstream}`];
  if (cwd === portal) flags.push("--external-addr", `internal=${upstream}`);
  const startedAt = performance.now();
  const child = start(workerdBinary(), ["serve", "config.capnp", ...flags], { cwd, env });
  const path = cwd === portal ? "/api/portal/healthz" : "/memory";
  await answering(`http://127.0.0.1:${port}${path}`);
  return { port, child, readyMs: performance.now() - startedAt };
}

async function answering(url) {
  for (;;) {
    const answer = await fetch(url).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

function processorMicros({ child }) {
  const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").replace(/^.*\) /, "").split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

async function run(server, path, withCookie) {
  const before = processorMicros(server);
  const words = ["-t", "1", "-c", connections, "-d", `${seconds}s`, "-s", script, `http://127.0.0.1:${server.port}${path}`];
  const { stdout } = await promisify(execFile)("wrk", [...words, "--", withCookie ? cookie : "none"].map(String));
  const found = Object.fromEntries([...stdout.matchAll(/(\w+)=([\d.]+)/g)].map(([, name, value]) => [name, Number(value)]));
  if (found.refused + found.socket_errors > 0) throw new Error(`${path}: ${stdout}`);
  return { ...found, micros: (processorMicros(server) - before) / (found.per_s * seconds) };
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function show(name, runs) {
  const of = (key) => median(runs.map((run) => run[key]));
  const line = `${of("per_s").toFixed(0).padStart(7)}/s  p50 ${of("p50_ms").toFixed(2)} ms  p99 ${of("p99_ms").toFixed(2)} ms`;
  console.log(`${line}  ${of("micros").toFixed(0).padStart(4)} us processor  ${name}`);
  return { perSecond: of("per_s"), micros: of("micros") };
}

async function compare(name, ours, trivial) {
  const runs = { ours: [], trivial: [] };
  for (let round = 0; round < rounds; round++) {
    runs.trivial.push(await run(trivial.server, trivial.path, false));
    runs.ours.push(await run(ours.server, ours.path, true));
  }
  const [mine, theirs] = [show(name, runs.ours), show(`${name}: trivial worker`, runs.trivial)];
  const ratios = runs.ours.map(({ per_s }, round) => per_s / runs.trivial[round].per_s);
  console.log(`        ratio ${median(ratios).toFixed(2)} by requests/s, ${(theirs.micros / mine.micros).toFixed(2)} by processor time`);
}

async function coldStarts(cwd, upstream, env) {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const server = await startWorkerd(cwd, upstream, env);
    times.push(server.readyMs);
    server.child.kill("SIGTERM");
    await new Promise((resolve) => server.child.once("exit", resolve));
  }
  return median(times).toFixed(0);
}

const env = {
  INTERNAL_TOKEN: randomBytes(32).toString("base64url"),
  PORTAL_CSRF_KEY: randomBytes(32).toString("base64url"),
  PUBLIC_ORIGIN: "https://rates.example",
};
try {
  const upstream = await startUpstream();
  const ours = await startWorkerd(portal, upstream, env);
  const answer = await fetch(`http://127.0.0.1:${ours.port}/api/portal/session`, { headers: { Cookie: cookie } });
  await answer.arrayBuffer();
  const ofTheConnection = ["content-length", "transfer-encoding", "connection", "date"];
  const standing = Object.fromEntries([...answer.headers].filter(([name]) => !ofTheConnection.includes(name)));
  writeFileSync(join(directory, "worker.js"), trivialWorker(standing));
  writeFileSync(join(directory, "config.capnp"), trivialConfig);
  const trivial = await startWorkerd(directory, upstream);
  console.log(`${connections} connections, ${rounds} rounds of ${seconds} s, median; load ${loadavg()[0].toFixed(1)}`);
  await compare("a cached session shown", { server: ours, path: "/api/portal/session" }, { server: trivial, path: "/memory" });
  await compare("the same, with its headers and line of log there too", { server: ours, path: "/api/portal/session" }, { server: trivial, path: "/same" });
  await compare("GET /v1/me and back", { server: ours, path: "/api/v1/me" }, { server: trivial, path: "/v1/me" });
  console.log(`${await coldStarts(portal, upstream, env)} ms from nothing to the first answer, trivial worker ${await coldStarts(directory, upstream, {})} ms`);
} finally {
  for (const child of children) child.kill("SIGTERM");
  rmSync(directory, { recursive: true, force: true });
}
