import type { Verdict } from "@ratestack/core";
import type { ReactNode } from "react";

import { FileChoice } from "./FileDrop.js";
import { useFocusOnMount } from "./focus.js";
import type { Decision } from "./protocol.js";
import type { Job } from "./state.js";
import { BrokenFacts, IntactFacts, RunFacts, UnusableFacts } from "./VerdictFacts.js";
import { VerdictIcon, type Tone } from "./VerdictIcon.js";

interface VerdictPanelProps extends Decision {
  readonly job: Job;
  readonly onFile: (file: File) => void;
}

export function VerdictPanel({ job, onFile, ...decision }: VerdictPanelProps) {
  const { verdict } = decision;
  return (
    <OutcomePanel tone={toneOf(verdict)} title={verdict.summary} fileName={job.name} onFile={onFile}>
      {verdict.ok && <IntactFacts verdict={verdict} />}
      {verdict.usable && verdict.first_break !== null && (
        <BrokenFacts found={verdict.first_break} rowsBefore={verdict.rows} />
      )}
      {verdict.error !== null && <UnusableFacts code={verdict.error.code} />}
      <RunFacts job={job} {...decision} />
    </OutcomePanel>
  );
}

function toneOf(verdict: Verdict): Tone {
  if (!verdict.usable) return "unsure";
  return verdict.ok ? "good" : "bad";
}

interface OutcomePanelProps {
  readonly tone: Tone;
  readonly title: string;
  readonly fileName: string;
  readonly onFile: (file: File) => void;
  readonly children: ReactNode;
}

/** How an attempt ended, whichever way: the sentence first, then what stands behind it. */
export function OutcomePanel({ tone, title, fileName, onFile, children }: OutcomePanelProps) {
  const heading = useFocusOnMount();
  return (
    <section className={`panel outcome outcome-${tone}`} aria-labelledby="outcome-title">
      <div className="outcome-head">
        <VerdictIcon tone={tone} />
        <div>
          <p className="outcome-file file-name">{fileName}</p>
          <h2 id="outcome-title" ref={heading} tabIndex={-1}>
            {title}
          </h2>
        </div>
      </div>
      <div className="panel-body">
        {children}
        <p>
          <FileChoice label="Verify another file" onFile={onFile} />
        </p>
      </div>
    </section>
  );
}
