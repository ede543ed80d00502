import { readFileSync } from "node:fs";
import { RatestackCore } from "../../src/index.js";

/** The module that CMake built: every test runs against the real one. */
export const moduleBytes = readFileSync(new URL("../../../../build/wasm/ratestack_core.wasm", import.meta.url));
export const compiledModule = new WebAssembly.Module(moduleBytes);

export function loadCore(): Promise<RatestackCore> {
  return RatestackCore.load(compiledModule);
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
