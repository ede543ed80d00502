// The module's size, plain and gzipped, against its bar (200 KB gzipped). Exits 1 above it.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const limit = 200 * 1024;
const module = readFileSync(new URL("../dist/ratestack_core.wasm", import.meta.url));
const gzipped = gzipSync(module, { level: 9 }).length;
console.log(`ratestack_core.wasm: ${module.length} bytes, ${gzipped} gzipped, ${limit} allowed`);
process.exit(gzipped <= limit ? 0 : 1);
