import { useEffect, useState, type ChangeEvent } from "react";

interface FileChoiceProps {
  readonly label: string;
  readonly onFile: (file: File) => void;
  /** Which files the browser offers first: ".csv,.json". */
  readonly accept?: string;
  /** At work on the one before: it takes no other. */
  readonly busy?: boolean;
}

/** A label that is a button: the browser's own file input does the work, keyboard and screen reader included. */
export function FileChoice({ label, onFile, accept, busy }: FileChoiceProps) {
  const choose = ({ currentTarget }: ChangeEvent<HTMLInputElement>): void => {
    const file = currentTarget.files?.[0];
    if (file !== undefined) onFile(file);
    // The same file may be chosen again: it may have changed meanwhile.
    currentTarget.value = "";
  };
  return (
    <label className="button button-primary file-choice">
      {busy === true && <span className="spinner" aria-hidden="true" />}
      <input className="visually-hidden" type="file" accept={accept} disabled={busy} onChange={choose} />
      {label}
    </label>
  );
}

/** Takes a file dropped anywhere on the page, where the browser would otherwise leave the page to show it. */
export function useFileDrop(onFile: (file: File) => void): boolean {
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    const listening = new AbortController();
    const listen = (type: "dragover" | "dragleave" | "drop", take: (event: DragEvent) => void): void => {
      window.addEventListener(type, take, { signal: listening.signal });
    };
    listen("dragover", (event) => {
      if (event.dataTransfer?.types.includes("Files") !== true) return;
      event.preventDefault();
      setDragging(true);
    });
    listen("dragleave", (event) => {
      if (event.relatedTarget === null) setDragging(false);
    });
    listen("drop", (event) => {
      event.preventDefault();
      setDragging(false);
      const file = event.dataTransfer?.files[0];
      if (file !== undefined) onFile(file);
    });
    return () => {
      listening.abort();
    };
  }, [onFile]);
  return dragging;
}
