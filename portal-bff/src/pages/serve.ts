import type { Context } from "hono";

import type { App } from "../env.js";
import { methodNotAllowed, problems, refuse } from "../problem.js";
import { rawPath } from "../request_path.js";
import { matchesEtag } from "./etag.js";
import { notFoundPage, type Asset, type AssetManifest } from "./manifest.js";

const forever = "public, max-age=31536000, immutable";
const revalidate = "no-cache";

/** Answers from the manifest alone: a path that the build did not write has no file, whatever it contains. */
export function servePages(manifest: AssetManifest): (context: Context<App>) => Promise<Response> {
  return async (context) => {
    const { method } = context.req;
    if (method !== "GET" && method !== "HEAD") {
      return refuse(context, methodNotAllowed(["GET", "HEAD"]));
    }
    const path = rawPath(context.req.url);
    // `hasOwn`: a path may read like a name that every object has.
    const asset = Object.hasOwn(manifest, path) && path !== notFoundPage ? manifest[path] : undefined;
    if (asset !== undefined) context.set("route", path);
    return asset === undefined ? await serveNotFound(context, manifest) : await serveAsset(context, asset);
  };
}

async function serveAsset(context: Context<App>, asset: Asset): Promise<Response> {
  const headers = {
    "Content-Type": asset.type,
    "Cache-Control": asset.immutable ? forever : revalidate,
    ETag: asset.etag,
  };
  if (matchesEtag(context.req.header("If-None-Match"), asset.etag)) return new Response(null, { status: 304, headers });
  const stored = await readAsset(context.env, asset);
  if (stored === null) return refuse(context, problems.internal);
  return new Response(stored, { headers });
}

async function serveNotFound(context: Context<App>, manifest: AssetManifest): Promise<Response> {
  const page = manifest[notFoundPage];
  const body = page === undefined ? null : await readAsset(context.env, page);
  return new Response(body ?? "Not found\n", {
    status: 404,
    headers: { "Content-Type": body === null ? "text/plain" : "text/html; charset=utf-8", "Cache-Control": "no-store" },
  });
}

async function readAsset(env: App["Bindings"], asset: Asset): Promise<ReadableStream | null> {
  const stored = await env.PAGES.fetch(`http://pages/${asset.file}`);
  return stored.ok ? stored.body : null;
}
