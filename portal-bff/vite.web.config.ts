import react from "@vitejs/plugin-react";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vite";

import { offlinePlugin, offlineScript } from "./build/offline_plugin.ts";
import { pageTemplatePlugin } from "./build/page_template.ts";
import { scriptBudgetPlugin } from "./build/script_budget.ts";
import { templatePages } from "./web/src/shell/template_pages.ts";

const web = join(import.meta.dirname, "web");

/** Every page is an HTML file of its own, which lies here or is made from the template. */
const pages = [
  ...readdirSync(web).filter((name) => name.endsWith(".html")),
  ...templatePages.map(({ path }) => `${path.slice(1)}.html`),
];

export default defineConfig({
  root: web,
  plugins: [react(), pageTemplatePlugin(web), offlinePlugin(), scriptBudgetPlugin()],
  worker: { format: "es" },
  build: {
    outDir: join(import.meta.dirname, "dist/web"),
    emptyOutDir: true,
    target: "es2022",
    // Nothing may be inlined: the content security policy has no data: and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        ...Object.fromEntries(pages.map((name) => [name.slice(0, -".html".length), join(web, name)])),
        offline: join(import.meta.dirname, "offline/service_worker.ts"),
      },
      output: { entryFileNames: ({ name }) => (name === "offline" ? offlineScript : "assets/[name]-[hash].js") },
    },
  },
});
