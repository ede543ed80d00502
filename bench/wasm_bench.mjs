// Start time and verification speed of the WebAssembly module, beside OpenSSL's SHA-256 in the same run.
//   node bench/wasm_bench.mjs [rows=200000] [rowBytes=512]
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { RatestackCore } from "../wasm/package/dist/index.js";
import { exportBlocks } from "../wasm/package/test/support/export_file.mjs";

const rounds = 5;
const rows = Number(process.argv[2] ?? 200_000);
const rowBytes = Number(process.argv[3] ?? 512);

function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

async function timed(body) {
  const start = performance.now();
  await body();
  return performance.now() - start;
}

async function startTime() {
  const bytes = readFileSync(new URL("../wasm/package/dist/ratestack_core.wasm", import.meta.url));
  const module = await WebAssembly.compile(bytes);
  const compile = [],
    instantiate = [];
  for (let i = 0; i < rounds; ++i) {
    compile.push(await timed(() => WebAssembly.compile(bytes)));
    instantiate.push(await timed(() => RatestackCore.load(module)));
  }
  console.log(
    `compile ${median(compile).toFixed(2)} ms, instantiate ${median(instantiate).toFixed(2)} ms, ${bytes.length} bytes`,
  );
  return module;
}

function verify(core, blocks) {
  const verifier = core.openExportVerifier();
  for (const block of blocks) verifier.update(block);
  const verdict = verifier.finish();
  verifier.close();
  if (!verdict.ok || verdict.rows !== rows) throw new Error(`unexpected verdict: ${verdict.summary}`);
}

function hash(blocks) {
  const file = createHash("sha256");
  for (const block of blocks) file.update(block);
  file.digest();
}

function report(name, times, bytes) {
  const ms = median(times);
  console.log(
    `${name}: ${(rows / ms / 1000).toFixed(3)} M rows/s, ${(bytes / ms / 1000).toFixed(0)} MB/s, ${ms.toFixed(0)} ms`,
  );
}

const module = await startTime();
const core = await RatestackCore.load(module);
const blocks = [...exportBlocks({ rows, rowBytes })];
const bytes = blocks.reduce((sum, block) => sum + block.length, 0);
console.log(`${rows} rows of ${rowBytes} bytes, ${bytes} bytes in all; node ${process.version}`);
const verifyTimes = [],
  hashTimes = [],
  moduleHashTimes = [];
for (let i = 0; i < rounds; ++i) {
  verifyTimes.push(await timed(() => verify(core, blocks)));
  hashTimes.push(await timed(() => hash(blocks)));
  moduleHashTimes.push(await timed(() => blocks.forEach((block) => core.sha256(block))));
}
report("verify, one worker", verifyTimes, bytes);
report("SHA-256 of the blocks, WASM", moduleHashTimes, bytes);
report("SHA-256 of the file, OpenSSL", hashTimes, bytes);
