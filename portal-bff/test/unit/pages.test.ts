import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { makeAssetManifest } from "../../build/asset_manifest.ts";
import { matchesEtag } from "../../src/pages/etag.js";

describe("matchesEtag", () => {
  it.each(['"a"', 'W/"a"', '"b", "a"', "*", '"b",W/"a"'])("%s matches", (stated) => {
    expect(matchesEtag(stated, '"a"')).toBe(true);
  });

  it.each([null, "", '"b"', "a", 'W/"b"'])("%s does not", (stated) => {
    expect(matchesEtag(stated, '"a"')).toBe(false);
  });
});

describe("the asset manifest", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "portal-manifest-"));
    mkdirSync(join(root, "assets"));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it("maps pages to plain paths and marks what is named by its content", () => {
    writeFileSync(join(root, "index.html"), "a");
    writeFileSync(join(root, "verify.html"), "b");
    writeFileSync(join(root, "assets/x-abc.js"), "c");
    const manifest = makeAssetManifest(root);
    expect(Object.keys(manifest).sort()).toEqual(["/", "/assets/x-abc.js", "/verify"]);
    expect(manifest["/"]).toMatchObject({ file: "index.html", type: "text/html; charset=utf-8", immutable: false });
    expect(manifest["/assets/x-abc.js"]).toMatchObject({ type: "text/javascript; charset=utf-8", immutable: true });
  });

  it("changes a tag with the content", () => {
    writeFileSync(join(root, "index.html"), "a");
    const before = makeAssetManifest(root)["/"]?.etag;
    writeFileSync(join(root, "index.html"), "b");
    expect(makeAssetManifest(root)["/"]?.etag).not.toBe(before);
  });

  it("refuses a file whose type nobody stated", () => {
    writeFileSync(join(root, "notes.bin"), "a");
    expect(() => makeAssetManifest(root)).toThrow("notes.bin");
  });
});
