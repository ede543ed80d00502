import type { ReactNode } from "react";

import type { Tone } from "./tone.js";

export function Badge({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}

/** Several names, no two alike: roles, capabilities. */
export function Badges({ of }: { of: readonly string[] }) {
  return (
    <span className="badges">
      {of.map((each) => (
        <Badge key={each}>{each}</Badge>
      ))}
    </span>
  );
}
