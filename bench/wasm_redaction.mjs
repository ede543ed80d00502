// The redactor in WebAssembly: GB/s on ordinary JSON logs, on lines full of personal data and on the worst input, beside a
// plain copy through the module's memory. Build first: cmake --build --preset wasm && npm run build -w wasm/package
//   node bench/wasm_redaction.mjs [megabytes=32]
import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { RatestackCore } from "../wasm/package/dist/index.js";

const rounds = 5;
const chunkSize = 256 * 1024;
const megabytes = Number(process.argv[2] ?? 32);

function fill(line) {
  let text = "";
  for (let i = 0; text.length < chunkSize; ++i) text += line(i);
  return Uint8Array.from(Buffer.from(text.slice(0, chunkSize)));
}

const id = (i) => ((i * 2654435761) >>> 0).toString(16).padStart(8, "0");
const inputs = {
  "ordinary JSON log": fill(
    (i) =>
      `{"time":"2026-11-23T12:00:${String(i % 60).padStart(2, "0")}.${String(i).padStart(6, "0")}Z","level":"info","ts":${1795435200000 + i},` +
      `"event":"request","route":"/v1/loans/{id}","correlation_id":"01KATN5T1BA7CVT4${id(i).toUpperCase()}AA","trace":"4bf92f3577b34da6a3ce929d${id(i)}",` +
      `"status":200,"duration_us":${(i * 7919) % 100000},"bytes":${(i * 31) % 65536},"client":"203.0.113.${i % 256}"}\n`,
  ),
  "dense with personal data": fill(
    (i) =>
      `borrower${i}@mail${i % 9}.example 415-555-${String(1000 + (i % 9000))} ${String(123 + (i % 500))}-45-${String(1000 + (i % 9000))} 4111 1111 1111 1111\n`,
  ),
  "digits and separators alone": fill((i) => `${String((i * 2654435761) >>> 0)}-`),
  "one at sign after another": fill(() => "a@"),
  "percent escapes alone": fill(() => "%2540%34%31"),
};

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function timed(body) {
  const start = performance.now();
  body();
  return performance.now() - start;
}

const core = await RatestackCore.load(readFileSync(new URL("../wasm/package/dist/ratestack_core.wasm", import.meta.url)));
const redactor = core.openRedactor();
const chunks = Math.ceil((megabytes * 1024 * 1024) / chunkSize);

/** What moving the bytes in and out costs, whatever is done with them. */
const copy = new Uint8Array(chunkSize);
const passes = {
  redactor: (bytes) => redactor.redactBytes(bytes),
  stream: (() => {
    const stream = core.openRedactionStream();
    return (bytes) => stream.update(bytes);
  })(),
  copy: (bytes) => copy.set(bytes),
};

for (const [name, bytes] of Object.entries(inputs)) {
  const times = Object.fromEntries(Object.keys(passes).map((pass) => [pass, []]));
  for (let round = 0; round < rounds; ++round) {
    for (const [pass, body] of Object.entries(passes)) {
      times[pass].push(timed(() => Array.from({ length: chunks }).forEach(() => body(bytes))));
    }
  }
  const speed = (pass) => `${pass} ${((chunks * chunkSize) / median(times[pass]) / 1e6).toFixed(2)} GB/s`;
  console.log(`${name}: ${Object.keys(passes).map(speed).join(", ")}`);
}
