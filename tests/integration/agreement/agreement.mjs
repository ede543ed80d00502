// One verifier, several places: the command line (one thread and four) and @ratestack/core in Node must say the same of the
// same thousand files, good, broken and foreign; and what they say must be what was done to the file.
//
//   node tests/integration/agreement/agreement.mjs BIN-DIR [COUNT] [SEED]
//
// BIN-DIR holds ratestack and make_exports; wasm/package must be built. The browser joins in the portal's own tests.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

import { RatestackCore, verifyExport } from "../../../wasm/package/dist/index.js";

const [binaries, count = "1000", seed = "1"] = process.argv.slice(2);
if (binaries === undefined) {
  console.error("usage: agreement.mjs BIN-DIR [COUNT] [SEED]");
  process.exit(2);
}

const EXIT_CODES = { ok: 0, broken: 1, unusable: 2 };
// Odd sizes, so that lines are cut in every place.
const CHUNKS = [1, 61, 4099, 65_536, 1_048_576];

function command(name, ...args) {
  const done = spawnSync(join(binaries, name), args, { maxBuffer: 1 << 26 });
  if (done.error !== undefined) throw done.error;
  return done;
}

function native(path, threads) {
  const done = command("ratestack", "audit", "verify", "--json", "--threads", threads, path);
  return { code: done.status, verdict: JSON.parse(done.stdout.toString()) };
}

function streamOf(bytes, chunk) {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, (at += chunk)));
    },
  });
}

// One byte at a time only where the file is small: it is a test of cutting, not of patience.
const chunkFor = (index, size) => Math.max(CHUNKS[index % CHUNKS.length], size > 100_000 ? 4099 : 1);

async function disagreements(core, directory, entry, index) {
  const path = join(directory, entry.file);
  const bytes = new Uint8Array(readFileSync(path));
  const one = native(path, "1");
  const four = native(path, "4");
  const module = await verifyExport(core, streamOf(bytes, chunkFor(index, bytes.length)));
  const found = [];
  if (one.code !== EXIT_CODES[entry.expected]) found.push(`expected ${entry.expected}, found exit code ${one.code}`);
  if (!isDeepStrictEqual(one, four)) found.push(`four threads: ${JSON.stringify(four)}`);
  if (!isDeepStrictEqual(one.verdict, { ...module })) found.push(`module: ${JSON.stringify(module)}`);
  return found.length === 0 ? [] : [`${entry.file}: ${JSON.stringify(one)}\n  ${found.join("\n  ")}`];
}

const directory = mkdtempSync(join(tmpdir(), "ratestack-agreement-"));
try {
  const made = command("make_exports", directory, count, "--seed", seed);
  if (made.status !== 0) throw new Error(made.stderr.toString());
  const { files } = JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8"));
  const core = await RatestackCore.load(readFileSync(new URL("../../../wasm/package/dist/ratestack_core.wasm", import.meta.url)));
  const all = [];
  for (const [index, entry] of files.entries()) all.push(...(await disagreements(core, directory, entry, index)));
  for (const text of all.slice(0, 10)) console.error(text);
  console.log(`${files.length} files, ${all.length} disagreements`);
  process.exitCode = all.length === 0 && files.length === Number(count) ? 0 : 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}
