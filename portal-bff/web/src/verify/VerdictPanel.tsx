import type { Verdict } from "@ratestack/core";

import { AnotherFile, FileName } from "./FileDrop.js";
import { OutcomePanel } from "./Outcome.js";
import type { Decision } from "./protocol.js";
import type { Job } from "./state.js";
import { BrokenFacts, IntactFacts, RunFacts, UnusableFacts } from "./VerdictFacts.js";
import type { Tone } from "./VerdictIcon.js";

interface VerdictPanelProps extends Decision {
  readonly job: Job;
  readonly onFile: (file: File) => void;
}

export function VerdictPanel({ job, onFile, ...decision }: VerdictPanelProps) {
  const { verdict } = decision;
  return (
    <OutcomePanel
      tone={toneOf(verdict)}
      title={verdict.summary}
      subject={<FileName of={job.name} />}
      action={<AnotherFile onFile={onFile} />}
    >
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
