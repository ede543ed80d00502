// One judgement, two places: the native core and the module must say the same of texts that are made to be nearly Cookie headers,
// session tokens, origins and return paths.
//
//   node tests/integration/agreement/identity.mjs BIN-DIR [COUNT] [SEED]
//
// BIN-DIR holds identity_runner; wasm/package must be built.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { CoreError, RatestackCore } from "../../../wasm/package/dist/index.js";

const [binaries, count = "100000", seed = "1"] = process.argv.slice(2);
if (binaries === undefined) {
  console.error("usage: identity.mjs BIN-DIR [COUNT] [SEED]");
  process.exit(2);
}

const NAME = "__Host-rs_session";
const TOKEN = Buffer.alloc(32, 0xa5).toString("base64url");
const PIECES = [
  NAME, `${NAME}=`, `${NAME}=${TOKEN}`, TOKEN, "__host-rs_session=", "rs_session=", "__Host-rs_device=v1.x", "a=1", "b", "=", "==", ";", "; ", ";;", ",",
  " ", "\t", "\u00a0", "\u2000", "\u3000", "\"", "\\", "$Version=1", "\u0000", "\n", "\r", "\u007f", "\u0080", "\u{1f36a}", "\ufffd", "%3D",
  "https://portal.example", "https://", "portal.example", ".evil.example", "@", ":443", "/", "//", "/a", "?", "#", "null", "A", "V", "-", "_",
];

// xorshift32: the same texts for the same seed, everywhere.
let state = Number(seed) | 1;
function random(below) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
}

const one = (list) => list[random(list.length)];
const soup = (most) => Array.from({ length: random(most) }, () => one(PIECES)).join("");

/** A text that is good for something, and in one of two with something odd put in somewhere. */
function nearlyGood() {
  const text = one([`a=1; ${NAME}=${TOKEN}; b=2`, TOKEN, "https://portal.example", "https://portal.example/a?b", "/loans?tab=1#top", "a=1; ".repeat(64), "x".repeat(8192)]);
  if (random(2) === 0) return text;
  const at = random(text.length + 1);
  return text.slice(0, at) + one(PIECES) + text.slice(at);
}

const makeText = () => (random(2) === 0 ? soup(9) : nearlyGood());

function nativeLines(texts) {
  const input = texts.map((text) => Buffer.from(text).toString("hex") + "\n").join("");
  const done = spawnSync(join(binaries, "identity_runner"), { input, maxBuffer: 1 << 28 });
  if (done.error !== undefined) throw done.error;
  if (done.status !== 0) throw new Error(`identity_runner ended with ${done.status}`);
  return done.stdout.toString().split("\n").slice(0, -1);
}

function sessionOf(rules, header) {
  try {
    const value = rules.findCookie(header, "session");
    return value === null ? "-" : `found ${Buffer.from(value).toString("hex")}`;
  } catch (error) {
    if (error instanceof CoreError) return error.code;
    throw error;
  }
}

function moduleLine(rules, text) {
  const hash = rules.hashSessionToken(text);
  const judged = (source) => rules.judgeOrigin("https://portal.example", { method: "POST", ...source });
  return [
    sessionOf(rules, text),
    hash === null ? "-" : Buffer.from(hash).toString("hex"),
    judged({ origin: text }),
    judged({ referer: text }),
    rules.isLocalReturnPath(text) ? "local" : "-",
  ].join("\t");
}

const wasm = new URL("../../../wasm/package/dist/ratestack_core.wasm", import.meta.url);
const { identity } = await RatestackCore.load(readFileSync(wasm));
const texts = Array.from({ length: Number(count) }, makeText);
const native = nativeLines(texts);
const answers = new Set();
let differing = 0;
texts.forEach((text, index) => {
  const here = moduleLine(identity, text);
  here.split("\t").forEach((part, column) => answers.add(`${column} ${part.split(" ")[0].slice(0, 24)}`));
  if (here === native[index]) return;
  differing++;
  if (differing <= 5) console.error(`${JSON.stringify(text)}\n  native ${native[index]}\n  module ${here}`);
});
console.log(`${texts.length} texts, ${differing} judged differently; ${answers.size} kinds of answer`);
// A judgement that is always the same would agree with itself.
process.exit(differing === 0 && answers.size >= 15 ? 0 : 1);
