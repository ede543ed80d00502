import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { htmlOf } from "../../../build/page_template.ts";
import { mayOpen, navigationFor, pages } from "../../../web/src/shell/pages.ts";
import { templatePages } from "../../../web/src/shell/template_pages.ts";

const web = join(import.meta.dirname, "../../../web");
const fileOf = (path: string): string => (path === "/" ? "index.html" : `${path.slice(1)}.html`);
const made = new Map(templatePages.map((page) => [page.path, htmlOf(page)]));

describe("pages", () => {
  it("has HTML for each page, and a page for each but the one that says that there is none", () => {
    const files = readdirSync(web).filter((name) => name.endsWith(".html") && name !== "404.html");
    expect([...files, ...[...made.keys()].map(fileOf)].sort()).toEqual(pages.map(({ path }) => fileOf(path)).sort());
  });

  it("leaves no place of the template open, and puts nothing into it that HTML reads otherwise", () => {
    for (const html of made.values()) expect(html).not.toMatch(/[{}]/);
    for (const page of templatePages) expect(Object.values(page).join()).not.toMatch(/[<>"&]/);
  });

  it.each(pages.map(({ path }) => path))("%s starts a script that is there", (path) => {
    const script = /src="(\/src\/[^"]+)"/.exec(made.get(path) ?? readFileSync(join(web, fileOf(path)), "utf8"))?.[1] ?? "";
    expect(existsSync(join(web, script)) && readFileSync(join(web, script), "utf8")).toContain(`mountPage("${path}"`);
  });
});

describe("navigationFor", () => {
  const linksOf = (permissions: readonly string[] | null) =>
    navigationFor(permissions).flatMap(({ links }) => links.map(({ path }) => path));

  it("shows a visitor what is for anyone", () => {
    expect(linksOf(null)).toEqual(["/", "/verify"]);
  });

  it("shows a person without rights their own page besides, and no area that has nothing for them", () => {
    expect(navigationFor([]).map(({ area }) => area)).toEqual(["start", "audit", "you"]);
    expect(linksOf([])).toContain("/me");
  });

  it("shows an administrator the organisation", () => {
    expect(linksOf(["org.admin"])).toContain("/organisation");
    expect(linksOf(["loan.read"])).not.toContain("/organisation");
  });
});

describe("mayOpen", () => {
  const page = { audience: "person", needs: ["a", "b"] } as const;
  it.each([
    [null, false],
    [[], false],
    [["c"], false],
    [["b"], true],
  ])("%j: %s", (permissions, may) => {
    expect(mayOpen(page, permissions)).toBe(may);
  });
});
