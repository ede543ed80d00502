// Makes the worker's table of pages from what the web build wrote.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, posix } from "node:path";
import type { Plugin } from "vite";

import type { Asset, AssetManifest } from "../src/pages/manifest.ts";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** Everything the bundler names by content lies here. */
const hashedDirectory = "assets/";

/** `/` for index.html, `/verify` for verify.html, the name itself for anything else. */
function requestPathOf(file: string): string {
  if (file === "index.html") return "/";
  return `/${file.endsWith(".html") ? file.slice(0, -".html".length) : file}`;
}

function describe(root: string, file: string): Asset {
  const type = types[extname(file)];
  if (type === undefined) throw new Error(`no content type is known for ${file}`);
  const digest = createHash("sha256").update(readFileSync(join(root, file))).digest("hex");
  return { file, type, etag: `"${digest.slice(0, 32)}"`, immutable: file.startsWith(hashedDirectory) };
}

export function makeAssetManifest(root: string): AssetManifest {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.relative(root, posix.join(entry.parentPath, entry.name)))
    .sort();
  return Object.fromEntries(files.map((file) => [requestPathOf(file), describe(root, file)]));
}

/** Provides `virtual:asset-manifest` to the worker's bundle. */
export function assetManifestPlugin(root: string): Plugin {
  const id = "virtual:asset-manifest";
  return {
    name: "ratestack:asset-manifest",
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load: (resolved) => (resolved === `\0${id}` ? `export default ${JSON.stringify(makeAssetManifest(root))}` : null),
  };
}
