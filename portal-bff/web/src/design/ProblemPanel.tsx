import type { Problem } from "../client/problem.js";
import { wordsOf } from "../client/words.js";
import { Button } from "./Button.js";

interface ProblemPanelProps {
  readonly problem: Problem;
  readonly onRetry?: () => void;
}

/** What went wrong, in plain words, with what to quote when reporting it. */
export function ProblemPanel({ problem, onRetry }: ProblemPanelProps) {
  return (
    <div className="note note-bad" role="alert">
      <p>{wordsOf(problem)}</p>
      {problem.correlationId !== null && (
        <p className="note-reference">
          Reference <code>{problem.correlationId}</code>
        </p>
      )}
      {onRetry !== undefined && (
        <p>
          <Button small onClick={onRetry}>
            Try again
          </Button>
        </p>
      )}
    </div>
  );
}
