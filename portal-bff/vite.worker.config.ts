import { join } from "node:path";
import { defineConfig } from "vite";

import { assetManifestPlugin } from "./build/asset_manifest.ts";

const here = import.meta.dirname;

export default defineConfig({
  root: here,
  plugins: [assetManifestPlugin(join(here, "dist/web"))],
  publicDir: false,
  build: {
    outDir: "dist/worker",
    target: "es2022",
    minify: false,
    lib: { entry: "src/worker.ts", formats: ["es"], fileName: () => "worker.js" },
  },
});
