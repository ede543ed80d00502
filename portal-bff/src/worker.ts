import manifest from "virtual:asset-manifest";

import { createApp } from "./app.js";

export default createApp(manifest);
