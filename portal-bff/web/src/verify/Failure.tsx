import { AnotherFile, FileName } from "./FileDrop.js";
import type { FailureKind } from "./protocol.js";
import type { Job } from "./state.js";
import { OutcomePanel } from "./Outcome.js";

interface FailureProps {
  readonly job: Job;
  readonly failure: FailureKind;
  readonly onFile: (file: File) => void;
}

const words: Record<FailureKind, { readonly title: string; readonly advice: string }> = {
  unreadable: {
    title: "The file could not be read to its end.",
    advice:
      "It may have been moved, changed or deleted while it was being read, or it is a folder. Choose the file again. Nothing " +
      "was judged.",
  },
  stopped: {
    title: "The verifier stopped before it had a verdict.",
    advice:
      "That is a fault of the verifier or of this device (too little memory, for one), and says nothing about the file. " +
      "Try again; if it happens again, reload the page or use the command line: ratestack audit verify FILE.",
  },
};

export function Failure({ job, failure, onFile }: FailureProps) {
  const { title, advice } = words[failure];
  return (
    <OutcomePanel
      tone="unsure"
      title={title}
      subject={<FileName of={job.name} />}
      action={<AnotherFile onFile={onFile} />}
    >
      <p>{advice}</p>
    </OutcomePanel>
  );
}
