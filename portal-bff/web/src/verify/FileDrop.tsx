import { useEffect, useState, type ChangeEvent } from "react";

import type { Job } from "./state.js";

/** A label that is a button: the browser's own file input does the work, keyboard and screen reader included. */
export function FileChoice({ label, onFile }: { label: string; onFile: (file: File) => void }) {
  const choose = ({ currentTarget }: ChangeEvent<HTMLInputElement>): void => {
    const file = currentTarget.files?.[0];
    if (file !== undefined) onFile(file);
    // The same file may be chosen again: it may have changed meanwhile.
    currentTarget.value = "";
  };
  return (
    <label className="button button-primary file-choice">
      <input className="visually-hidden" type="file" onChange={choose} />
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

interface FileDropProps {
  readonly cancelled: Job | null;
  readonly dragging: boolean;
  readonly onFile: (file: File) => void;
}

export function FileDrop({ cancelled, dragging, onFile }: FileDropProps) {
  return (
    <section className={dragging ? "panel drop drop-active" : "panel drop"} aria-label="Choose an export file">
      {cancelled !== null && (
        <p className="drop-note" role="status">
          Cancelled. <span className="file-name">{cancelled.name}</span> was not judged.
        </p>
      )}
      <svg className="drop-icon" viewBox="0 0 48 48" aria-hidden="true">
        <path d="M12 4h16l10 10v26a4 4 0 0 1-4 4H12a4 4 0 0 1-4-4V8a4 4 0 0 1 4-4Z M28 4v10h10" />
        <path className="drop-icon-arrow" d="M23 20v14 M17 28.500l6 6 6-6" />
      </svg>
      <p className="drop-call">{dragging ? "Let go to verify it" : "Drop an export file here"}</p>
      <FileChoice label="Choose a file" onFile={onFile} />
      <p className="muted drop-hint">
        The file that an audit export downloads, as it is: not compressed, not opened and saved by another program. Its size
        does not matter.
      </p>
    </section>
  );
}
