// Puts the module that CMake built beside the compiled wrapper: dist/ratestack_core.wasm.
import { copyFileSync, existsSync } from "node:fs";

const built = new URL("../../../build/wasm/ratestack_core.wasm", import.meta.url);
if (!existsSync(built)) {
  console.error("build/wasm/ratestack_core.wasm is missing: cmake --preset wasm && cmake --build --preset wasm");
  process.exit(1);
}
copyFileSync(built, new URL("../dist/ratestack_core.wasm", import.meta.url));
