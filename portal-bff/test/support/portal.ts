// Runs the built portal in the real workerd, on a port that the system chooses.
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";

import { workerdBinary } from "../../scripts/workerd_binary.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Nothing listens on port 1: the upstream of a portal that needs none. */
const nowhere = "127.0.0.1:1";

export interface Portal {
  readonly origin: string;
  readonly port: number;
  stop(): Promise<void>;
}

export async function startPortal({ api = nowhere }: { api?: string } = {}): Promise<Portal> {
  if (!existsSync(join(root, "dist/worker/worker.js"))) throw new Error("not built: run `npm run build` first");
  const flags = ["--socket-addr", "http=127.0.0.1:0", "--external-addr", `api=${api}`, "--control-fd", "3"];
  const child = spawn(workerdBinary(), ["serve", "config.capnp", ...flags], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  const port = await listeningPort(child);
  return { origin: `http://127.0.0.1:${String(port)}`, port, stop: () => stop(child) };
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
