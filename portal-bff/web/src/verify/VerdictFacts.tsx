import type { FirstBreak, Verdict } from "@ratestack/core";
import type { ReactNode } from "react";

import { CopyButton } from "../design/CopyButton.js";
import { formatBytes, formatCount, formatDuration } from "../design/format.js";
import { Fact } from "../design/Panel.js";
import { paceOf } from "./pace.js";
import type { Decision } from "./protocol.js";
import type { Job } from "./state.js";

/** What an intact verdict tells, of a file or of the log itself. */
export type Intact = Pick<Verdict, "rows" | "first_id" | "head" | "log" | "scope" | "org_id">;

export function IntactFacts({ verdict }: { verdict: Intact }) {
  return (
    <dl className="facts">
      <Fact name="Rows">{formatCount(verdict.rows)}</Fact>
      <Fact name="Row ids">{rangeOf(verdict)}</Fact>
      <Fact name="Log">{verdict.log}</Fact>
      <Fact name="Scope">{scopeOf(verdict)}</Fact>
      {verdict.head !== null && (
        <Fact wide name={`Head hash (entry_hash of row ${String(verdict.head.id)})`}>
          <code className="hash">{verdict.head.entry_hash}</code>
          <CopyButton text={verdict.head.entry_hash} what="head hash" />
        </Fact>
      )}
    </dl>
  );
}

function rangeOf({ first_id, head }: Intact): string {
  return first_id === null || head === null ? "none" : `${String(first_id)} to ${String(head.id)}`;
}

function scopeOf({ scope, org_id }: Intact): ReactNode {
  return scope === "org" ? <>One organisation, {org_id}</> : "All organisations";
}

/** Without a line where no file was judged. */
export type Break = Omit<FirstBreak, "line" | "reason" | "explanation"> & {
  readonly reason: string;
  readonly line?: number | null;
};

export function BrokenFacts({ found, rowsBefore }: { found: Break; rowsBefore: number }) {
  return (
    <dl className="facts">
      <Fact name="First break at row">{found.row_id ?? "outside of the rows"}</Fact>
      {found.line !== undefined && <Fact name="Line of the file">{found.line ?? "unknown"}</Fact>}
      <Fact name="Rows intact before it">{formatCount(rowsBefore)}</Fact>
      <Fact wide name="Reason">
        <code>{found.reason}</code>
      </Fact>
      <Fact wide name="Expected">
        <code className="hash">{found.expected}</code>
      </Fact>
      <Fact wide name="Found">
        <code className="hash">{found.actual}</code>
      </Fact>
    </dl>
  );
}

export function UnusableFacts({ code }: { code: string }) {
  return (
    <>
      <p>
        Nothing in it was judged. An audit export is a text file, and its first line starts with{" "}
        <code>{'{"export":{'}</code>
      </p>
      <dl className="facts">
        <Fact name="Code">
          <code>{code}</code>
        </Fact>
      </dl>
    </>
  );
}

/** What it took. The size is the whole file's: reading stops at the first break. */
export function RunFacts({ job, verdict, elapsedMs, sharedRows }: Decision & { job: Job }) {
  const pace = paceOf({ bytes: verdict.bytes, rows: verdict.rows, elapsedMs }, job.size);
  return (
    <dl className="facts facts-quiet">
      <Fact name="Time taken">{formatDuration(elapsedMs)}</Fact>
      <Fact name="File size">{formatBytes(job.size)}</Fact>
      <Fact name="Threads">{sharedRows > 0 ? `2 (the second examined ${formatCount(sharedRows)} rows)` : "1"}</Fact>
      {verdict.ok && verdict.rows > 0 && (
        <Fact name="Speed">
          {formatCount(pace.rowsPerSecond)} rows/s, {formatBytes(pace.bytesPerSecond)}/s
        </Fact>
      )}
    </dl>
  );
}
