import react from "@vitejs/plugin-react";
import { join } from "node:path";
import { defineConfig } from "vite";

const web = join(import.meta.dirname, "web");

export default defineConfig({
  root: web,
  plugins: [react()],
  worker: { format: "es" },
  build: {
    outDir: join(import.meta.dirname, "dist/web"),
    emptyOutDir: true,
    target: "es2022",
    // Nothing may be inlined: the content security policy has no data: and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: join(web, "index.html"), verify: join(web, "verify.html"), notFound: join(web, "404.html") },
    },
  },
});
