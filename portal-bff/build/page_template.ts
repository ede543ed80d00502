// Makes the HTML of pages that differ in words alone from one template, for the build and for Vite's own server.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

import { templatePages, type TemplatePage } from "../web/src/shell/template_pages.ts";

const template = join(import.meta.dirname, "../web/src/shell/page.html");

/** The words go in as they are: they are the portal's own, and hold nothing that HTML would read otherwise. */
export function htmlOf(page: TemplatePage): string {
  const places = /\{(path|title|description)\}/g;
  return readFileSync(template, "utf8").replaceAll(places, (_place, name: keyof TemplatePage) => page[name]);
}

/** In the build and on Vite's server, `root` has an HTML file for each of `templatePages`. */
export function pageTemplatePlugin(root: string): Plugin {
  const byFile = new Map(templatePages.map((page) => [join(root, `${page.path}.html`), page]));
  return {
    name: "ratestack:page-template",
    resolveId: (file) => (byFile.has(file) ? file : null),
    load(file) {
      const page = byFile.get(file);
      return page === undefined ? null : htmlOf(page);
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const { url = "/" } = request;
        const page = templatePages.find(({ path }) => path === url.split("?", 1)[0]);
        if (page === undefined) {
          next();
          return;
        }
        response.setHeader("Content-Type", "text/html");
        server.transformIndexHtml(url, htmlOf(page)).then((html) => response.end(html), next);
      });
    },
  };
}
