import type { ReactNode } from "react";

import type { Tone } from "./tone.js";

/** A remark that should be seen. `live`: it has just appeared, and is read out. */
export function Note({
  tone = "plain",
  live,
  children,
}: {
  tone?: Tone;
  live?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={`note note-${tone}`} role={live === true ? "status" : undefined}>
      {children}
    </div>
  );
}
