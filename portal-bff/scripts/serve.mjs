#!/usr/bin/env node
// Serves the built portal.
//
//   node portal-bff/scripts/serve.mjs [--listen 127.0.0.1:8788] [--api 127.0.0.1:8082] [--internal 127.0.0.1:8082]
//
// --listen: where workerd listens, for nginx alone.   --api, --internal: nginx's private listener in front of ratestackd.
// Settings come from the environment: INTERNAL_TOKEN, PORTAL_CSRF_KEY (each also from a file: …_FILE), PUBLIC_ORIGIN, and
// where wanted CLIENT_ADDRESS_HEADER, URL_SERVICES (docs/portal.md). Runs until SIGINT or SIGTERM; the exit status is workerd's.
import { existsSync, readFileSync } from "node:fs";
import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { workerdBinary } from "./workerd_binary.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function readArguments() {
  const options = /** @type {const} */ ({
    listen: { type: "string", default: "127.0.0.1:8788" },
    api: { type: "string", default: "127.0.0.1:8082" },
    internal: { type: "string", default: "127.0.0.1:8082" },
  });
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    console.error(`serve: ${error instanceof Error ? error.message : String(error)}`);
    console.error("usage: serve.mjs [--listen HOST:PORT] [--api HOST:PORT] [--internal HOST:PORT]");
    return process.exit(2);
  }
}

/** The worker's settings and no other of our environment; a secret may be in a file of its own. */
function readSettings() {
  const names = ["INTERNAL_TOKEN", "PORTAL_CSRF_KEY", "PUBLIC_ORIGIN", "CLIENT_ADDRESS_HEADER", "URL_SERVICES"];
  return Object.fromEntries(names.flatMap((name) => {
    const file = process.env[`${name}_FILE`];
    const value = file === undefined ? process.env[name] : readFileSync(file, "utf8").trim();
    return value === undefined ? [] : [[name, value]];
  }));
}

const { listen, api, internal } = readArguments();
if (!existsSync(`${root}/dist/worker/worker.js`)) {
  console.error("serve: the portal is not built: npm run build --workspace portal-bff");
  process.exit(1);
}

const flags = ["--socket-addr", `http=${listen}`, "--external-addr", `api=${api}`, "--external-addr", `internal=${internal}`];
const child = spawn(workerdBinary(), ["serve", "config.capnp", ...flags], {
  cwd: root,
  env: readSettings(),
  stdio: ["ignore", "inherit", "inherit"],
});
let stopping = false;
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  process.on(signal, () => {
    stopping = true;
    child.kill("SIGTERM");
  });
}
child.on("error", (error) => {
  console.error(`serve: workerd did not start: ${error.message}`);
  process.exit(1);
});
child.on("exit", (code) => process.exit(stopping ? 0 : (code ?? 1)));
