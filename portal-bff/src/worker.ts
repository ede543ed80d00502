// Entry point: what the runtime loads, wired together once for the life of the process.
import { RatestackCore } from "@ratestack/core";
import coreModule from "@ratestack/core/ratestack_core.wasm";
import manifest from "virtual:asset-manifest";

import { createApp } from "./app.js";

export default createApp(manifest, await RatestackCore.load(coreModule));
