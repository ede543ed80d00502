// Inputs for the redactor that are hard on purpose, the same for the same seed.

const VALUES = [
  "jane.doe@corp.example",
  '"quoted local"@b.example',
  "user@[192.0.2.1]",
  "jané@bücher.example",
  "a@xn--bcher-kva.example.",
  "jane [at] corp [dot] example",
  "415-555-2671",
  "(415) 555-2671 x123",
  "+44 (0)20 7946 0958",
  "011 49 30 901820",
  "tel:+14155552671;ext=5",
  "123-45-6789",
  "ssn 123456789",
  "912.70.1234",
  "4111 1111 1111 1111",
  "378282246310005",
  "5555-5555-5555-4444",
  "4000000000000000006",
  "6304000000000000000",
];
const NOISE = [
  "1795435200000",
  "2026-11-23T12:00:00.000000Z",
  "123e4567-e89b-12d3-a456-426614174000",
  "203.0.113.7:8080",
  "0.4111111111111111",
  "loan_01KATN5T1BA7CVT4G9Z2F4N8EX",
  "94105-1234",
  "[REDACTED:EMAIL]",
  "[PAN:0123456789abcdef]",
  "@",
  "\\u0040",
  "%2540",
  "&#64;",
  "MTIzLTQ1LTY3ODk=",
  "phone",
  "card number:",
  "\n",
  "\u200b",
  "\u0660",
];

const escape = (text) => [...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
const shift = (base) => (text) => text.replace(/[0-9]/g, (digit) => String.fromCodePoint(base + Number(digit)));
const mark = (character) => (text) => [...text].join(character);
const DISGUISES = [
  escape,
  encodeURIComponent,
  (text) => encodeURIComponent(encodeURIComponent(text)),
  (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
  (text) => [...text].map((c) => `&#${c.codePointAt(0)};`).join(""),
  (text) => [...text].map((c) => `&#x${c.codePointAt(0).toString(16)};`).join(""),
  (text) => Buffer.from(text).toString("base64"),
  (text) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
  shift(0x660),
  shift(0x966),
  shift(0x1d7ce),
  mark("\u200b"),
  mark("\u00ad"),
  mark("\u0301"),
  mark("\u202e"),
  (text) => text.replace(/-/g, "\u2010"),
  (text) => text.replace(/-/g, "\u2212"),
  (text) => text.replace(/ /g, "\u00a0"),
  (text) => text.toUpperCase(),
];

export class InputMaker {
  #state;

  constructor(seed) {
    this.#state = seed;
  }

  next() {
    const operation = this.#pick(["t", "j", "s"]);
    const bytes = operation === "j" ? this.#jsonBytes() : this.#damaged(Buffer.from(this.#text()));
    return { operation, mode: this.#below(3), chunk: 1 + this.#below(operation === "s" ? 40 : 1), bytes };
  }

  // mulberry32: any small generator does, so long as everybody's Node draws the same.
  #below(bound) {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % bound;
  }

  #pick(from) {
    return from[this.#below(from.length)];
  }

  #piece() {
    const plain = this.#pick(this.#below(3) === 0 ? NOISE : VALUES);
    return this.#below(2) === 0 ? plain : this.#pick(DISGUISES)(plain);
  }

  #text() {
    let text = "";
    for (let pieces = 1 + this.#below(5); pieces > 0; --pieces) text += this.#pick(["", " ", ", ", "x", ":", "="]) + this.#piece();
    return text;
  }

  #json(depth) {
    const kind = depth > 3 ? this.#below(3) : this.#below(6);
    if (kind === 0) return JSON.stringify(this.#text());
    if (kind === 1) return this.#pick(["4111111111111111", "123456789", "4155552671", "1795435200000", "0.4111111111111111", "1e400", "-0"]);
    if (kind === 2) return `"${escape(this.#pick(VALUES))}"`;
    const items = Array.from({ length: this.#below(4) }, () => this.#json(depth + 1));
    if (kind === 3) return `[${items.join(this.#pick([",", " , "]))}]`;
    return `{${items.map((item) => `${JSON.stringify(this.#name())}:${this.#pick(["", " "])}${item}`).join(",")}}`;
  }

  #name() {
    return this.#pick(["ssn", "phone", "card", "id", "offset", this.#piece(), this.#piece()]);
  }

  #jsonBytes() {
    const bytes = Buffer.from(this.#json(0));
    return this.#below(8) === 0 ? this.#damaged(bytes) : bytes;
  }

  /** Half of the inputs with a byte changed, taken out, put in, or cut at an end. */
  #damaged(bytes) {
    if (bytes.length === 0) return bytes;
    const at = this.#below(bytes.length);
    switch (this.#below(8)) {
      case 0:
        bytes[at] = this.#below(256);
        return bytes;
      case 1:
        return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
      case 2:
        return Buffer.concat([bytes.subarray(0, at), Buffer.of(this.#below(256)), bytes.subarray(at)]);
      case 3:
        return bytes.subarray(at);
      default:
        return bytes;
    }
  }
}
