import { empty, type Answer } from "../answer.js";
import type { Service } from "../env.js";
import type { Arrival } from "../exchange.js";
import { methodNotAllowed, problems, refuse } from "../problem.js";
import { matchesEtag } from "./etag.js";
import { notFoundPage, type Asset, type AssetManifest } from "./manifest.js";

const forever = "public, max-age=31536000, immutable";
const revalidate = "no-cache";

/** Answers from the manifest alone: a path that the build did not write has no file, whatever it contains. */
export function servePages(manifest: AssetManifest, pages: Service): (arrival: Arrival) => Promise<Answer> {
  return async (arrival) => {
    const { method, path } = arrival;
    if (method !== "GET" && method !== "HEAD") {
      return refuse(arrival, methodNotAllowed(["GET", "HEAD"]));
    }
    // `hasOwn`: a path may read like a name that every object has.
    const asset = Object.hasOwn(manifest, path) && path !== notFoundPage ? manifest[path] : undefined;
    if (asset !== undefined) arrival.route = path;
    return asset === undefined ? await serveNotFound(pages, manifest) : await serveAsset(arrival, pages, asset);
  };
}

async function serveAsset(arrival: Arrival, pages: Service, asset: Asset): Promise<Answer> {
  const headers = {
    "Content-Type": asset.type,
    "Cache-Control": asset.immutable ? forever : revalidate,
    ETag: asset.etag,
  };
  if (matchesEtag(arrival.request.headers.get("If-None-Match"), asset.etag)) return empty(304, headers);
  const stored = await readAsset(pages, asset);
  if (stored === null) return refuse(arrival, problems.internal);
  return { status: 200, headers, body: stored };
}

async function serveNotFound(pages: Service, manifest: AssetManifest): Promise<Answer> {
  const page = manifest[notFoundPage];
  const body = page === undefined ? null : await readAsset(pages, page);
  return {
    status: 404,
    headers: { "Content-Type": body === null ? "text/plain" : "text/html; charset=utf-8", "Cache-Control": "no-store" },
    body: body ?? "Not found\n",
  };
}

async function readAsset(pages: Service, asset: Asset): Promise<ReadableStream | null> {
  const stored = await pages.fetch(`http://pages/${asset.file}`);
  return stored.ok ? stored.body : null;
}
