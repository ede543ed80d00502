import { join } from "node:path";
import { defineConfig } from "vite";

import { assetManifestPlugin } from "./build/asset_manifest.ts";
import { coreModulePlugin } from "./build/core_module.ts";

const here = import.meta.dirname;

export default defineConfig({
  root: here,
  plugins: [coreModulePlugin(), assetManifestPlugin(join(here, "dist/web"))],
  publicDir: false,
  build: {
    outDir: "dist/worker",
    target: "es2022",
    minify: false,
    // The runtime's own module: its bindings, before there is a request.
    rolldownOptions: { external: ["cloudflare:workers"] },
    lib: { entry: "src/worker.ts", formats: ["es"], fileName: () => "worker.js" },
  },
});
