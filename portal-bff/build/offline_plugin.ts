// Tells the service worker which files make up /verify. They are named in its script, so that a build with other
// files is another script: that is what browsers look at to find an update.
import { createHash } from "node:crypto";
import type { Plugin } from "vite";

import { textsOf } from "./bundle_texts.ts";
import { filesOf } from "./page_graph.ts";

export const offlineScript = "offline.js";
const page = "verify.html";
/** Served by the portal as they lie in public/, under names without a digest. */
const plainFiles = ["/favicon.svg"];

export function offlinePlugin(): Plugin {
  return {
    name: "ratestack:offline",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const script = bundle[offlineScript];
        if (script?.type !== "chunk") this.error("the service worker was not built");
        const texts = textsOf(bundle);
        const hashed = filesOf(page, texts).filter((name) => name !== page && name !== offlineScript);
        const digest = createHash("sha256")
          .update(texts.get(page) ?? "")
          .update(hashed.join())
          .digest("hex");
        const offline = {
          version: digest.slice(0, 16),
          page: "/verify",
          plain: plainFiles,
          hashed: hashed.map((name) => `/${name}`),
        };
        const placed = script.code.replace(/globalThis\.__OFFLINE__/, () => JSON.stringify(offline));
        if (placed === script.code) this.error("the service worker does not say where its files belong");
        script.code = placed;
      },
    },
  };
}
