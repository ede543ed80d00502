// Writes audit exports (format ratestack-audit/1) in JavaScript, independently of the module that reads them.
import { createHash } from "node:crypto";

const zeros = "0".repeat(64);
const orgs = ["org_01JDBZ6Q9W3F4T5V6X7Y8Z9A0B", "org_01JDBZ6Q9W3F4T5V6X7Y8Z9A0C"];

/** @param {...(string | Buffer)} parts */
function sha256(...parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

/**
 * @typedef {object} Row
 * @property {string} entryHash
 * @property {string} previousHash
 * @property {string} text canonical
 */

/** The canonical text of one row, whose payload is padded so that the text has `size` bytes where that is possible. */
/** @param {{id: number, orgSeq: number, orgPrevious: string, org: string, size: number}} place */
function rowText({ id, orgSeq, orgPrevious, org, size }) {
  const micros = String(id % 1_000_000).padStart(6, "0");
  const build = (/** @type {string} */ note) =>
    `{"acting_as_org_id":"${org}","action":"LOAN_UPDATED","actor":{"id":"usr_01JDBZ6Q9W3F4T5V6X7Y8Z9A0D","key_id":null,` +
    `"org_id":"${org}","type":"user"},"correlation_id":"c-${String(id)}","id":${String(id)},"occurred_at":"2026-11-23T12:00:00.${micros}Z",` +
    `"org_previous_hash":"${orgPrevious}","org_seq":${String(orgSeq)},"outcome":"ok","payload":{"note":"${note}"},` +
    `"request":null,"resource":null,"schema":1}`;
  return build("n".repeat(Math.max(1, size - build("").length)));
}

/** @param {{rows: number, rowBytes?: number}} options @returns {Generator<Row, void>} */
export function* rows({ rows: count, rowBytes = 512 }) {
  let previousHash = zeros;
  const heads = orgs.map(() => ({ hash: zeros, seq: 0 }));
  for (let id = 1; id <= count; ++id) {
    const head = heads[id % orgs.length];
    const org = orgs[id % orgs.length];
    if (head === undefined || org === undefined) throw new Error("no organisation");
    head.seq += 1;
    const text = rowText({ id, orgSeq: head.seq, orgPrevious: head.hash, org, size: rowBytes });
    const entryHash = sha256(Buffer.from(previousHash, "hex"), text);
    yield { entryHash, previousHash, text };
    head.hash = previousHash = entryHash;
  }
}

export const header =
  `{"export":{"checkpoint":null,"exported_at":"2026-11-23T12:00:00.000000Z","format":"ratestack-audit/1","from_id":1,` +
  `"log":"common","org_id":null,"previous_hash":"${zeros}","scope":"log"}}\n`;

/** @param {Row} row */
export function rowLine(row) {
  return `{"entry_hash":"${row.entryHash}","previous_hash":"${row.previousHash}","row":${row.text}}\n`;
}

/** @param {string} before every byte before the end line @param {number} count @param {string} headHash */
export function endLine(before, count, headHash) {
  return `{"end":{"head_hash":"${headHash}","rows":${String(count)},"sha256":"${sha256(before)}"}}\n`;
}

/** The whole file in blocks of about 64 KiB, in constant memory. */
/** @param {{rows: number, rowBytes?: number}} options @returns {Generator<Uint8Array, void>} */
export function* exportBlocks(options) {
  const file = createHash("sha256");
  let text = header;
  let headHash = zeros;
  for (const row of rows(options)) {
    headHash = row.entryHash;
    text += rowLine(row);
    if (text.length < 65_536) continue;
    file.update(text);
    yield Buffer.from(text);
    text = "";
  }
  const sum = file.update(text).digest("hex");
  yield Buffer.from(`${text}{"end":{"head_hash":"${headHash}","rows":${String(options.rows)},"sha256":"${sum}"}}\n`);
}

/** @param {{rows: number, rowBytes?: number}} options */
export function exportFile(options) {
  return Buffer.concat([...exportBlocks(options)]);
}
