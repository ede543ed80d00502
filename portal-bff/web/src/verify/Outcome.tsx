import type { ReactNode } from "react";

import { useFocusOnMount } from "./focus.js";
import { VerdictIcon, type Tone } from "./VerdictIcon.js";
import "./outcome.css";

interface OutcomePanelProps {
  readonly tone: Tone;
  readonly title: string;
  /** What was judged. */
  readonly subject: ReactNode;
  /** What can be done next. */
  readonly action: ReactNode;
  readonly children: ReactNode;
}

/** How an attempt ended, whichever way: the sentence first, then what stands behind it. */
export function OutcomePanel({ tone, title, subject, action, children }: OutcomePanelProps) {
  const heading = useFocusOnMount();
  return (
    <section className={`panel outcome outcome-${tone}`} aria-labelledby="outcome-title">
      <div className="outcome-head">
        <VerdictIcon tone={tone} />
        <div>
          <p className="outcome-subject">{subject}</p>
          <h2 id="outcome-title" ref={heading} tabIndex={-1}>
            {title}
          </h2>
        </div>
      </div>
      <div className="panel-body">
        {children}
        <p>{action}</p>
      </div>
    </section>
  );
}
