import { useEffect, useRef, type ReactNode } from "react";

import type { Problem } from "../client/problem.js";
import { ProblemPanel } from "./ProblemPanel.js";

interface FormProps {
  readonly children: ReactNode;
  readonly onSubmit: () => void;
  /** What the last try failed with; what was typed stays. */
  readonly problem?: Problem | null;
  /** Problems that stand at a field instead. */
  readonly shownElsewhere?: boolean;
  readonly actions: ReactNode;
  readonly label?: string;
  /** Fields stand beside one another where there is room. */
  readonly columns?: boolean;
}

/** A form whose work is done by script; the browser's own checks of required fields stay. */
export function Form({ children, onSubmit, problem, shownElsewhere, actions, label, columns }: FormProps) {
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problem === null || problem === undefined || shownElsewhere !== true) return;
    element.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [problem, shownElsewhere]);
  return (
    <form
      ref={element}
      className={columns === true ? "form form-columns" : "form"}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      {problem !== null && problem !== undefined && shownElsewhere !== true && <ProblemPanel problem={problem} />}
      <div className="form-actions">{actions}</div>
    </form>
  );
}
