import { CoreError } from "./errors.js";

/** A compiled module (workerd imports one), its bytes, or the answer to a fetch of it. */
export type ModuleSource = WebAssembly.Module | BufferSource | Response | Promise<Response>;

export async function compileModule(source: ModuleSource): Promise<WebAssembly.Module> {
  const resolved = await source;
  if (resolved instanceof WebAssembly.Module) return resolved;
  return WebAssembly.compile(resolved instanceof Response ? await body(resolved) : resolved);
}

// Read whole rather than compiled while streaming: the module is small, and streaming compilation refuses a server that
// does not send application/wasm.
async function body(response: Response): Promise<ArrayBuffer> {
  if (!response.ok) throw new CoreError("module_not_found", `HTTP status ${String(response.status)}`);
  return response.arrayBuffer();
}
