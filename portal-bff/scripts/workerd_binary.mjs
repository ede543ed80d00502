import { createRequire } from "node:module";

/**
 * Path of the native binary. The npm package's own launcher would stand between the process and our signals.
 * @returns {string}
 */
export function workerdBinary() {
  /** @type {{ default: string }} */
  const location = createRequire(import.meta.url)("workerd");
  return location.default;
}
