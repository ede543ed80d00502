// One redactor, two builds: native and WebAssembly must answer byte for byte the same to a hundred thousand texts, JSON texts
// and streams, made to be hard: values in every disguise, cut, spliced and damaged.
//
//   node tests/integration/agreement/redaction.mjs BIN-DIR [COUNT] [SEED]
//
// BIN-DIR holds run_redactions; wasm/package must be built.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { RatestackCore } from "../../../wasm/package/dist/index.js";
import { InputMaker } from "./redaction_inputs.mjs";

const [binaries, count = "100000", seed = "1"] = process.argv.slice(2);
if (binaries === undefined) {
  console.error("usage: redaction.mjs BIN-DIR [COUNT] [SEED]");
  process.exit(2);
}

const MODES = ["label", "partial", "pseudonym"];
const key = new Uint8Array(32).fill(7);

/** The records as run_redactions.cpp reads them. */
function encode(records) {
  return Buffer.concat(
    records.flatMap(({ operation, mode, chunk, bytes }) => {
      const head = Buffer.alloc(10);
      head.write(operation, 0, "latin1");
      head.writeUInt8(mode, 1);
      head.writeUInt32LE(chunk, 2);
      head.writeUInt32LE(bytes.length, 6);
      return [head, bytes];
    }),
  );
}

function* decode(out) {
  for (let at = 0; at < out.length; ) {
    const size = out.readUInt32LE(at + 33);
    yield {
      ok: out[at] === 0,
      counts: [1, 9, 17, 25].map((offset) => Number(out.readBigUInt64LE(at + offset))),
      bytes: out.subarray(at + 37, at + 37 + size),
    };
    at += 37 + size;
  }
}

function native(records) {
  const done = spawnSync(join(binaries, "run_redactions"), { input: encode(records), maxBuffer: 1 << 30 });
  if (done.error !== undefined) throw done.error;
  if (done.status !== 0) throw new Error(`run_redactions ended with ${done.status ?? done.signal}: ${done.stderr}`);
  return [...decode(done.stdout)];
}

class ModuleSide {
  #redactors;

  constructor(core) {
    this.#redactors = MODES.map((mode) => core.openRedactor(mode === "pseudonym" ? { mode, key } : { mode }));
  }

  run({ operation, mode, chunk, bytes }) {
    if (operation === "s") return this.#stream(mode, chunk, bytes);
    if (operation === "t") return this.#answer(this.#redactors[mode].redactBytes(bytes));
    try {
      return this.#answer(this.#redactors[mode].redactJsonBytes(bytes));
    } catch (error) {
      if (error.code !== "not_json") throw error;
      return { ok: false, counts: [0, 0, 0, 0], bytes };
    }
  }

  #stream(mode, chunk, bytes) {
    const stream = this.#redactors[mode].openStream();
    const parts = [];
    for (let at = 0; at < bytes.length; at += chunk) parts.push(stream.update(bytes.subarray(at, at + chunk)));
    parts.push(stream.finish());
    const answer = this.#answer({ bytes: Buffer.concat(parts), counts: stream.counts });
    stream.close();
    return answer;
  }

  #answer = ({ bytes, counts }) => ({ ok: true, counts: Object.values(counts), bytes: Buffer.from(bytes) });
}

const same = (a, b) => a.ok === b.ok && a.counts.join() === b.counts.join() && a.bytes.equals(b.bytes);
const shown = ({ ok, counts, bytes }) => `${ok} ${counts} ${JSON.stringify(bytes.toString("latin1"))}`;

const maker = new InputMaker(Number(seed));
const records = Array.from({ length: Number(count) }, () => maker.next());
const answers = native(records);
const core = await RatestackCore.load(readFileSync(new URL("../../../wasm/package/dist/ratestack_core.wasm", import.meta.url)));
const side = new ModuleSide(core);
let disagreements = 0;
let found = 0;
for (const [index, record] of records.entries()) {
  const answer = side.run(record);
  found += answer.counts.reduce((sum, n) => sum + n, 0);
  if (same(answers[index], answer)) continue;
  if (++disagreements <= 10) {
    console.error(`${record.operation} ${MODES[record.mode]} cut at ${record.chunk}: ${JSON.stringify(record.bytes.toString("latin1"))}`);
    console.error(`  native ${shown(answers[index])}\n  module ${shown(answer)}`);
  }
}
console.log(`${records.length} inputs, ${found} values found, ${disagreements} disagreements`);
process.exitCode = disagreements === 0 && answers.length === records.length && found > records.length / 4 ? 0 : 1;
