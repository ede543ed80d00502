// The build fails when a page would load too much script before it can be used.
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

import { textsOf } from "./bundle_texts.ts";
import { filesOf } from "./page_graph.ts";

/** Bytes, gzipped, of all script that a page loads at first, its workers included. */
export const scriptBudget = 150_000;

export function scriptBudgetPlugin(): Plugin {
  return {
    name: "ratestack:script-budget",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const texts = textsOf(bundle);
        for (const page of [...texts.keys()].filter((name) => name.endsWith(".html"))) {
          const bytes = scriptBytes(page, texts);
          if (bytes > scriptBudget)
            this.error(`${page} loads ${String(bytes)} bytes of script; ${String(scriptBudget)} are allowed`);
        }
      },
    },
  };
}

export function scriptBytes(page: string, texts: ReadonlyMap<string, string>): number {
  const scripts = filesOf(page, texts).filter((name) => name.endsWith(".js"));
  return scripts.reduce((sum, name) => sum + gzipSync(texts.get(name) ?? "").length, 0);
}
