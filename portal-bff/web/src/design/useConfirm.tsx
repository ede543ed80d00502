import { useState, type ReactNode } from "react";

import { useAction } from "../client/hooks.js";
import { ConfirmDialog } from "./Dialog.js";
import { toast } from "./Toasts.js";

export interface Question {
  readonly title: string;
  readonly text: ReactNode;
  readonly confirm: string;
  readonly danger?: boolean;
  readonly work: (idempotencyKey: string) => Promise<void>;
  /** Said when it is done. */
  readonly done: string;
}

/** Asks before something is done, does it, and says that it is done. `dialog` goes anywhere into the page. */
export function useConfirm(): { readonly dialog: ReactNode; readonly ask: (question: Question) => void } {
  const [question, setQuestion] = useState<Question | null>(null);
  const action = useAction();
  const close = (): void => {
    action.clear();
    setQuestion(null);
  };
  const confirm = async (asked: Question): Promise<void> => {
    if (!(await action.run(asked.work))) return;
    setQuestion(null);
    toast(asked.done);
  };
  const dialog = question !== null && (
    <ConfirmDialog
      title={question.title}
      confirm={question.confirm}
      danger={question.danger ?? false}
      busy={action.busy}
      problem={action.problem}
      onConfirm={() => void confirm(question)}
      onClose={close}
    >
      {question.text}
    </ConfirmDialog>
  );
  return { dialog, ask: setQuestion };
}
