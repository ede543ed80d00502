// Leaves the import of the core's wasm to the runtime and puts the file beside the worker (config.capnp names both).
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const specifier = "@ratestack/core/ratestack_core.wasm";
const fileName = "ratestack_core.wasm";

export function coreModulePlugin(): Plugin {
  return {
    name: "ratestack:core-module",
    enforce: "pre",
    resolveId: (source) => (source === specifier ? { id: `./${fileName}`, external: true } : null),
    generateBundle() {
      this.emitFile({ type: "asset", fileName, source: readFileSync(fileURLToPath(import.meta.resolve(specifier))) });
    },
  };
}
