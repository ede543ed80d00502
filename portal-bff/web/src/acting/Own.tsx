import { useActing } from "../client/hooks.js";

/** What belongs to the organisation that is acted in, beside what others share with it. */
export function Own() {
  return useActing().kind === "oneself" ? "Yours" : "Their own";
}
