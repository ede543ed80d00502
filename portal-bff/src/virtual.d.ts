// Modules that the build provides (vite.worker.config.ts).
declare module "virtual:asset-manifest" {
  // A relative import is not allowed in here, and an import above would make this file a module of its own.
  // eslint-disable-next-line @typescript-eslint/consistent-type-imports
  const manifest: import("./pages/manifest.js").AssetManifest;
  export default manifest;
}

/** workerd hands a wasm module over compiled: its isolates may not compile code themselves. */
declare module "@ratestack/core/ratestack_core.wasm" {
  const module: WebAssembly.Module;
  export default module;
}
