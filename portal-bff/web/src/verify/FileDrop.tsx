import { FileChoice } from "../design/FileChoice.js";
import type { Job } from "./state.js";

export function AnotherFile({ onFile }: { onFile: (file: File) => void }) {
  return <FileChoice label="Verify another file" onFile={onFile} />;
}

export function FileName({ of }: { of: string }) {
  return <span className="file-name">{of}</span>;
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
