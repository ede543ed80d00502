// The page /verify in Chromium: rows a second with one and with two workers, in turn, on a generated export of 512-byte
// rows, and the verdict's time as the page shows it to people. Build first:
//   cmake --build --preset wasm && npm run build -w wasm/package && npm run build -w portal-bff
//   node bench/browser_bench.mjs [rows=300000] [rounds=5]        CHROMIUM names another browser
import { spawn } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";

import { exportBlocks } from "../wasm/package/test/support/export_file.mjs";

const portal = fileURLToPath(new URL("../portal-bff/", import.meta.url));
const { chromium } = createRequire(join(portal, "package.json"))("@playwright/test");
const port = 18_799;

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function servePortal() {
  const listen = `127.0.0.1:${port}`;
  return spawn(process.execPath, ["scripts/serve.mjs", "--listen", listen], { cwd: portal, stdio: "inherit" });
}

/** A page whose verifier is loaded; alone when the second worker's script is kept from it. */
async function openVerifier(browser, workers) {
  const page = await browser.newPage();
  if (workers === 1) await page.route("**/examiner.worker-*.js", (route) => route.abort());
  for (;;) {
    if (await page.goto(`http://127.0.0.1:${port}/verify`).catch(() => null)) break;
  }
  await page.getByText(/^Verifier .* is loaded/).waitFor();
  return page;
}

/** Rows a second, and how many workers took part, as the page says. */
async function verify(page, path, rows) {
  await page.locator("input[type=file]").setInputFiles(path);
  const fact = (name) => page.locator(".outcome dl > div", { hasText: name }).locator("dd");
  await page.getByText("Verifying").waitFor();
  await page.getByRole("heading", { name: `Intact: ${rows} rows` }).waitFor({ timeout: 300_000 });
  const speed = /^([\d,]+) rows/.exec(await fact("Speed").innerText())[1];
  return { speed: Number(speed.replaceAll(",", "")), threads: await fact("Threads").innerText() };
}

async function measure(browser, path, rows, rounds) {
  const pages = new Map();
  for (const workers of [1, 2]) pages.set(workers, await openVerifier(browser, workers));
  const speeds = new Map([...pages.keys()].map((workers) => [workers, []]));
  for (let round = 0; round < rounds; ++round) {
    for (const [workers, page] of pages) {
      const { speed, threads } = await verify(page, path, rows);
      if (!threads.startsWith(String(workers))) throw new Error(`${threads} instead of ${workers}`);
      speeds.get(workers).push(speed);
    }
  }
  for (const [workers, list] of speeds) {
    const speed = median(list);
    const [low, high] = [Math.min(...list), Math.max(...list)].map((value) => (value / 1e6).toFixed(2));
    const million = (1e6 / speed).toFixed(2);
    console.log(`${workers} worker(s): ${(speed / 1e6).toFixed(2)} M rows/s (${low} to ${high}), 10^6 rows in ${million} s`);
  }
}

const rows = Number(process.argv[2] ?? 300_000);
const rounds = Number(process.argv[3] ?? 5);
const directory = mkdtempSync(join(tmpdir(), "browser-bench-"));
const server = servePortal();
const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
try {
  const path = join(directory, "export.ndjson");
  await pipeline(Readable.from(exportBlocks({ rows })), createWriteStream(path));
  console.log(`${rows} rows of 512 bytes, Chromium ${browser.version()}, median of ${rounds}`);
  await measure(browser, path, rows, rounds);
} finally {
  await browser.close();
  server.kill("SIGTERM");
  rmSync(directory, { recursive: true });
}
