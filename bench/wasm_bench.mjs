// The WebAssembly module: start time, verification with one and with two workers, and their parts, beside OpenSSL's SHA-256
// in the same run. Build first: cmake --build --preset wasm && npm run build -w wasm/package
//   node bench/wasm_bench.mjs [rows=200000] [rowBytes=512]
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Worker, isMainThread, parentPort } from "node:worker_threads";
import { RatestackCore, serveRowExaminer, verifyExport } from "../wasm/package/dist/index.js";
import { exportBlocks } from "../wasm/package/test/support/export_file.mjs";

const rounds = 5;
const moduleBytes = readFileSync(new URL("../wasm/package/dist/ratestack_core.wasm", import.meta.url));

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

async function timed(body) {
  const start = performance.now();
  await body();
  return performance.now() - start;
}

async function measureStart() {
  const module = await WebAssembly.compile(moduleBytes);
  const compile = [];
  const instantiate = [];
  for (let i = 0; i < rounds; ++i) {
    compile.push(await timed(() => WebAssembly.compile(moduleBytes)));
    instantiate.push(await timed(() => RatestackCore.load(module)));
  }
  console.log(`start: compile ${median(compile).toFixed(2)} ms, instantiate ${median(instantiate).toFixed(2)} ms`);
}

function startExaminer() {
  const worker = new Worker(new URL(import.meta.url));
  const port = {
    postMessage: (message, transfer) => worker.postMessage(message, transfer),
    addEventListener: (type, listener) => worker.on(type, (listener.forPort ??= (data) => listener({ data }))),
    removeEventListener: (type, listener) => worker.off(type, listener.forPort),
  };
  return { worker, port };
}

async function serve() {
  serveRowExaminer(await RatestackCore.load(moduleBytes), {
    postMessage: (message, transfer) => parentPort.postMessage(message, transfer),
    addEventListener: (type, listener) => parentPort.on(type, (data) => listener({ data })),
    removeEventListener: () => undefined,
  });
}

async function verify(core, blocks, rows, options) {
  const next = blocks.values();
  const pull = (controller) => {
    const { done, value } = next.next();
    if (done) controller.close();
    else controller.enqueue(value);
  };
  const verdict = await verifyExport(core, new ReadableStream({ pull }), options);
  if (!verdict.ok || verdict.rows !== rows) throw new Error(`unexpected verdict: ${verdict.summary}`);
}

function opensslHash(blocks) {
  const file = createHash("sha256");
  for (const block of blocks) file.update(block);
  file.digest();
}

/** The rows of a block without the header or end line around them: what an examiner works on. */
function examineAll(core, blocks) {
  const examiner = core.openRowExaminer();
  for (const block of blocks) examiner.examine(block);
}

async function measure(rows, rowBytes) {
  const core = await RatestackCore.load(moduleBytes);
  const { worker, port } = startExaminer();
  const blocks = [...exportBlocks({ rows, rowBytes })];
  const bytes = blocks.reduce((sum, block) => sum + block.length, 0);
  console.log(`${rows} rows of ${rowBytes} bytes, ${bytes} bytes in all, Node ${process.version}`);
  const parts = {
    "verify, one worker": () => verify(core, blocks, rows, {}),
    "verify, two workers": () => verify(core, blocks, rows, { examiner: port }),
    "examine rows alone": () => examineAll(core, blocks.slice(1)),
    "SHA-256 of the file, module": () => blocks.forEach((block) => core.sha256(block)),
    "SHA-256 of the file, OpenSSL": () => opensslHash(blocks),
  };
  const times = new Map(Object.keys(parts).map((name) => [name, []]));
  for (let i = 0; i < rounds; ++i) {
    for (const [name, body] of Object.entries(parts)) times.get(name).push(await timed(body));
  }
  for (const [name, list] of times) {
    const ms = median(list);
    console.log(
      `${name}: ${(rows / ms / 1000).toFixed(2)} M rows/s, ${(bytes / ms / 1000).toFixed(0)} MB/s, ${ms.toFixed(0)} ms`,
    );
  }
  await worker.terminate();
}

if (isMainThread) {
  await measureStart();
  await measure(Number(process.argv[2] ?? 200_000), Number(process.argv[3] ?? 512));
} else {
  await serve();
}
