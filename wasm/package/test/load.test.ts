import { describe, expect, it } from "vitest";
import { CoreError, RatestackCore } from "../src/index.js";
import { compiledModule, moduleBytes } from "./support/module.js";

const wasmResponse = (): Response => new Response(moduleBytes, { headers: { "content-type": "application/wasm" } });

describe("RatestackCore.load", () => {
  it.each([
    ["a compiled module", () => compiledModule],
    ["its bytes", () => moduleBytes],
    ["an answer to fetch", wasmResponse],
    ["a promise of one", () => Promise.resolve(wasmResponse())],
    ["an answer without the media type", () => new Response(moduleBytes)],
  ])("takes %s", async (_name, source) => {
    const core = await RatestackCore.load(source());
    expect(core.version()).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("names the status when the module is not there", async () => {
    const failing = RatestackCore.load(new Response("gone", { status: 404 }));
    await expect(failing).rejects.toMatchObject({
      code: "module_not_found",
      message: "module_not_found: HTTP status 404",
    });
  });

  it("refuses a module that is not ours before running it", async () => {
    const empty = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    await expect(RatestackCore.load(empty)).rejects.toThrow(CoreError);
    await expect(RatestackCore.load(empty)).rejects.toMatchObject({ code: "incompatible_module" });
  });

  it("refuses bytes that are no module", async () => {
    await expect(RatestackCore.load(new Uint8Array([1, 2, 3]))).rejects.toThrow(WebAssembly.CompileError);
  });

  it("needs nothing from its host", () => {
    expect(WebAssembly.Module.imports(compiledModule)).toEqual([]);
  });
});
