// Verdicts on URLs through @ratestack/core, warm: processor time a verdict, best of seven.
//
//   node bench/wasm_url.mjs [VERDICTS]
//
// Bar (design 4-bars): 800 ns for an ordinary https URL. wasm/package must be built.
import { readFileSync } from "node:fs";

import { RatestackCore } from "../wasm/package/dist/index.js";

const [count = "200000"] = process.argv.slice(2);
const URLS = [
  "https://api.example.com/v2/rate-sheets/latest?state=CA&product=30yr-fixed",
  "HTTPS://API.Example.com/v2/",
  "https://93.184.216.34/status",
  "https://169.254.169.254/latest/meta-data/",
];

function nanosecondsEach(body, times) {
  let best = Infinity;
  for (let round = 0; round < 7; round++) {
    const before = process.cpuUsage();
    for (let i = 0; i < times; i++) body();
    const spent = process.cpuUsage(before);
    best = Math.min(best, ((spent.user + spent.system) * 1000) / times);
  }
  return best;
}

const core = await RatestackCore.load(readFileSync(new URL("../wasm/package/dist/ratestack_core.wasm", import.meta.url)));
const validator = core.openUrlValidator({ name: "webhook-service", hosts: ["*"] });
for (const url of URLS) {
  const verdict = nanosecondsEach(() => validator.validate(url), Number(count));
  console.log(`${verdict.toFixed(0).padStart(6)} ns  ${url}`);
}
