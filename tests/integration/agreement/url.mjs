// One judgement, two places: the native core and the module must say the same, byte for byte, of texts that are made to be
// nearly URLs or nearly paths: parsed form, domain in ASCII, the verdict of each built-in service, and whether it is the path of a
// request that has one reading.
//
//   node tests/integration/agreement/url.mjs BIN-DIR [COUNT] [SEED]
//
// BIN-DIR holds url_runner; wasm/package must be built.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { CoreError, RatestackCore } from "../../../wasm/package/dist/index.js";

const [binaries, count = "100000", seed = "1"] = process.argv.slice(2);
if (binaries === undefined) {
  console.error("usage: url.mjs BIN-DIR [COUNT] [SEED]");
  process.exit(2);
}

// default_service_policies() of core, in its order.
const POLICIES = [
  { name: "scraper-service", schemes: ["https", "http"], ports: [443, 80], hosts: ["*"] },
  { name: "webhook-service", schemes: ["https"], ports: [443], hosts: ["*"] },
  { name: "email-service", schemes: ["imaps", "imap", "smtps", "smtp"], ports: [993, 143, 465, 25, 587], hosts: ["*"] },
  { name: "identity-provider", schemes: ["https"], ports: [443],
    hosts: ["accounts.google.com", "oauth2.googleapis.com", "www.googleapis.com", "login.microsoftonline.com", "appleid.apple.com"] },
];

const PIECES = [
  "http", "https", "HTTPS", "imaps", "smtp", "file", "ftp", "javascript", ":", "://", "//", "/", "\\", "@", ":@", "u:p@", "?", "#", "&", "=",
  "a", "b", "api", "example", ".example.com", ".com", ".", "..", "/../", "/%2e/", "%2E", "%2f", "%41", "%", "%zz", "%00", "%E3%80%82",
  "127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "10.0.0.1", "169.254.169.254", "93.184.216.34", "256.1.1.1", "1.2.3",
  "[::1]", "[::ffff:7f00:1]", "[2606:2800:220:1::1]", "[64:ff9b::a9fe:a9fe]", "[", "]", "[fe80::1%25eth0]", ":80", ":443", ":8443", ":0", ":99999",
  "accounts.google.com", "localhost", "metadata.google.internal", "printer.local", "db.internal", "xn--bcher-kva", "xn--", "xn--a", "b\u00fccher", "\u3002", "\uff0e",
  "\uff11\uff12\uff17", "\u2460", "\u00ad", "\u200b", "\u200d", "\u05d0", "\u0661", "\u00df", "\u{1f4a9}", "\ufffd", "\ud800", "\u212a", "\u0301",
  " ", "\t", "\n", "\r", "\u0000", "\u001f", "\u007f", "!", "$", "'", "(", "*", "+", ",", ";", "^", "|", "{", "}", "`", "\"", "<", ">", "~", "_", "-",
];

// xorshift32: the same texts for the same seed, everywhere.
let state = Number(seed) | 1;
function random(below) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
}

const HOSTS = [
  "example.com", "api.example.com", "b\u00fccher.example", "xn--bcher-kva.example", "\u4f8b\u3048.jp", "93.184.216.34", "1.1.1.1",
  "[2606:2800:220:1::1]", "127.0.0.1", "[::1]", "[64:ff9b::a9fe:a9fe]", "169.254.169.254", "localhost", "db.internal", "0x7f.1", "stra\u00dfe.de",
];
const SCHEMES = ["https", "https", "https", "http", "imaps", "HTTPS", "ws"];
const PORTS = ["", "", "", ":443", ":80", ":993", ":8443", ":0443"];

const one = (list) => list[random(list.length)];
const soup = (most) => Array.from({ length: random(most) }, () => one(PIECES)).join("");

/** A URL as people write them, and in one of two with something odd put in somewhere. */
function nearlyGood() {
  const text = one(SCHEMES) + "://" + one(HOSTS) + one(PORTS) + one(["", "/", "/a/b", "/?q=1", "/#top"]);
  if (random(2) === 0) return text;
  const at = random(text.length + 1);
  return text.slice(0, at) + one(PIECES) + text.slice(at);
}

const PATH_PIECES = [
  "/v1", "/loans", "/loan_01J", "/me", "/a-b_c~d.e", "/...", "/A0", "/x".repeat(255), "/", "//", "/.", "/..", "/./", "/../", "%2e", "%2F", "%5c", "\\", ";x",
  "?x=1", "#x", "a", ".", "~", " ", "\t", "\n", "\u0000", "\u007f", "\u00e9", "\uff0f", "\u2025", "\ud800", "\u{1f4a9}",
];

/** Mostly segments that are good, so that one of a few paths is canonical; some longer than the room that a path has. */
function nearlyPath() {
  return Array.from({ length: random(7) }, () => PATH_PIECES[random(random(2) === 0 ? 8 : PATH_PIECES.length)]).join("");
}

const urlText = () => (random(3) === 0 ? one(["", "http://", "https://", "imaps://"]) + soup(9) : nearlyGood());

function makeText() {
  const text = random(4) === 0 ? nearlyPath() : urlText();
  return text.toWellFormed?.() ?? Buffer.from(text).toString();
}

function nativeLines(texts, policy) {
  const input = texts.map((text) => Buffer.from(text).toString("hex") + "\n").join("");
  const done = spawnSync(join(binaries, "url_runner"), [String(policy)], { input, maxBuffer: 1 << 28 });
  if (done.error !== undefined) throw done.error;
  if (done.status !== 0) throw new Error(`url_runner ended with ${done.status}`);
  return done.stdout.toString().split("\n").slice(0, -1);
}

function verdictLine(verdict) {
  if (verdict.allowed === false) return `${verdict.code} ${verdict.detail}`;
  const kind = verdict.needs_dns === true ? "needs_dns" : "allowed";
  return `${kind} ${verdict.port} ${verdict.host} ${verdict.canonical_url}`;
}

function domainLine(core, text) {
  try {
    return core.domainToAscii(text);
  } catch (error) {
    if (error instanceof CoreError) return error.code;
    throw error;
  }
}

function moduleLine(core, text, policy) {
  const path = core.isCanonicalPath(text) ? "canonical" : "-";
  return [verdictLine(core.validateUrl(text, policy)), core.parseUrl(text)?.href ?? "-", domainLine(core, text), path].join("\t");
}

const wasm = new URL("../../../wasm/package/dist/ratestack_core.wasm", import.meta.url);
const core = await RatestackCore.load(readFileSync(wasm));
const texts = Array.from({ length: Number(count) }, makeText);
const kinds = new Map();
let differing = 0;
let canonical = 0;
POLICIES.forEach((policy, number) => {
  const share = texts.filter((_, index) => index % POLICIES.length === number);
  const native = nativeLines(share, number);
  share.forEach((text, index) => {
    const here = moduleLine(core, text, policy);
    const kind = here.slice(0, here.indexOf(" "));
    if (here.endsWith("\tcanonical")) canonical++;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (here === native[index]) return;
    differing++;
    if (differing <= 5) console.error(`${JSON.stringify(text)}\n  native ${native[index]}\n  module ${here}`);
  });
});
console.log(`${texts.length} texts, ${differing} judged differently, ${canonical} canonical paths; ${JSON.stringify(Object.fromEntries([...kinds].sort()))}`);
// A judgement that is always the same would agree with itself.
process.exit(differing === 0 && kinds.size >= 8 && canonical > texts.length / 100 ? 0 : 1);
