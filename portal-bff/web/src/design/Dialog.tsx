import { useEffect, useId, useRef, type ReactNode } from "react";

import { Button } from "./Button.js";
import type { Problem } from "../client/problem.js";
import { ProblemPanel } from "./ProblemPanel.js";

interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Asked to close: by Escape or the close button. */
  readonly onClose: () => void;
  readonly wide?: boolean;
}

/**
 * The browser's own modal dialog: it keeps the focus inside, closes on Escape, and what is behind it is inert. Shown
 * for as long as it is rendered; the focus returns to where it was.
 */
export function Dialog({ title, children, onClose, wide }: DialogProps) {
  const titleId = useId();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const dialog = element.current;
    dialog?.showModal();
    firstToFill(dialog)?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      className={wide === true ? "dialog dialog-wide" : "dialog"}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <button className="icon-button" type="button" aria-label="Close" onClick={onClose}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M6 6l12 12 M18 6L6 18" />
          </svg>
        </button>
      </div>
      <div className="dialog-body">{children}</div>
    </dialog>
  );
}

/** What there is to type first. Without any the browser chooses the close button, which does no harm. */
function firstToFill(dialog: HTMLDialogElement | null): HTMLElement | undefined {
  const fields = dialog?.querySelectorAll<HTMLInputElement>(".dialog-body .input") ?? [];
  return Array.from(fields).find(({ value }) => value === "");
}

interface ConfirmDialogProps {
  /** A question that names what it is about: "End the session on Firefox?" */
  readonly title: string;
  /** What will happen. */
  readonly children: ReactNode;
  /** What the button does, as a verb with its object: "End session". */
  readonly confirm: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

export function ConfirmDialog({
  title,
  children,
  confirm,
  danger,
  busy,
  problem,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      {problem !== null && <ProblemPanel problem={problem} />}
      <div className="form-actions">
        <Button tone={danger === true ? "danger" : "primary"} busy={busy} onClick={onConfirm}>
          {confirm}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </Dialog>
  );
}
