import { readFileSync } from "node:fs";
import { CoreError, RatestackCore } from "../../src/index.js";

/** The module that CMake built: every test runs against the real one. */
export const moduleBytes = readFileSync(new URL("../../../../build/wasm/ratestack_core.wasm", import.meta.url));
export const compiledModule = new WebAssembly.Module(moduleBytes);

export function loadCore(): Promise<RatestackCore> {
  return RatestackCore.load(compiledModule);
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

/** What the core refused, or undefined where it did not. */
export function refusalOf(body: () => unknown): CoreError | undefined {
  try {
    body();
  } catch (error) {
    if (error instanceof CoreError) return error;
    throw error;
  }
  return undefined;
}

export function codeOf(body: () => unknown): string {
  return refusalOf(body)?.code ?? "no error";
}
