// The module as the worker has it.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { RatestackCore } from "@ratestack/core";

export function loadCore(): Promise<RatestackCore> {
  return RatestackCore.load(readFileSync(fileURLToPath(import.meta.resolve("@ratestack/core/ratestack_core.wasm"))));
}
