import reactHooks from "eslint-plugin-react-hooks";

import base from "../eslint.config.js";

export default [...base, { files: ["web/**/*.ts", "web/**/*.tsx"], ...reactHooks.configs.flat.recommended }];
