import { useState } from "react";

import { useAction } from "../client/hooks.js";
import { portal } from "../client/index.js";
import { ProblemError } from "../client/problem.js";
import { Button, FileChoice, Note, ProblemPanel, useFileDrop } from "../design/index.js";
import { formatBytes } from "../design/format.js";
import type { RateSheet } from "../lending/types.js";
import { FaultySheet } from "./FaultySheet.js";
import { refusedOf, type Refused } from "./faults.js";

/** What the server takes. */
const largestSheet = 1_048_576;

interface Chosen {
  readonly name: string;
  readonly text: string;
  readonly json: boolean;
}

/** A file and its key: trying it again cannot make two drafts of it, and another file is another request. */
interface Sent {
  readonly file: File;
  readonly idempotencyKey: string;
}

type Outcome =
  | { readonly kind: "none" }
  | { readonly kind: "too_large"; readonly name: string; readonly size: number }
  | { readonly kind: "refused"; readonly file: Chosen; readonly refused: Refused; readonly round: number }
  | { readonly kind: "taken"; readonly sheet: RateSheet };

interface UploadProps {
  readonly onUploaded: () => void;
  readonly onActivate: (sheet: RateSheet) => void;
}

/** Takes a sheet, and shows in it what the server finds wrong. */
export function Upload({ onUploaded, onActivate }: UploadProps) {
  const action = useAction();
  const [outcome, setOutcome] = useState<Outcome>({ kind: "none" });
  const [sent, setSent] = useState<Sent | null>(null);
  const send = async ({ file: chosen, idempotencyKey }: Sent): Promise<void> => {
    if (action.busy) return;
    setSent({ file: chosen, idempotencyKey });
    if (chosen.size > largestSheet) {
      action.clear();
      setOutcome({ kind: "too_large", name: chosen.name, size: chosen.size });
      return;
    }
    await action.run(async () => {
      const type = isJson(chosen) ? "application/json" : "text/csv";
      try {
        const content = { data: chosen, type };
        const ask = { method: "POST", path: "/api/v1/ratesheets", content, idempotencyKey } as const;
        const { value } = await portal.call<RateSheet>(ask);
        setOutcome({ kind: "taken", sheet: value });
        onUploaded();
      } catch (error) {
        const refused = error instanceof ProblemError ? refusedOf(error.problem) : null;
        if (refused === null) throw error;
        const read = { name: chosen.name, text: await chosen.text(), json: isJson(chosen) };
        setOutcome((before) => ({
          kind: "refused",
          file: read,
          refused,
          round: before.kind === "refused" ? before.round + 1 : 0,
        }));
      }
    });
  };
  const choose = (file: File): void => {
    void send({ file, idempotencyKey: crypto.randomUUID() });
  };
  const dragging = useFileDrop(choose);
  const call = dragging ? "Let go to upload it" : "Drop a rate sheet here";
  return (
    <>
      <section
        className={dragging ? "panel drop drop-active drop-small" : "panel drop drop-small"}
        aria-label="Upload a rate sheet"
      >
        <p className="drop-call">{action.busy ? `Reading ${sent?.file.name ?? "the sheet"}` : call}</p>
        <FileChoice
          label="Choose a file"
          accept=".csv,.json,text/csv,application/json"
          busy={action.busy}
          onFile={choose}
        />
        <p className="muted drop-hint">
          CSV as a spreadsheet saves it, or JSON, up to 1 MiB. It becomes a draft: it prices nothing until you put it in
          force.
        </p>
      </section>
      {action.problem !== null && (
        <ProblemPanel
          problem={action.problem}
          onRetry={() => {
            if (sent !== null) void send(sent);
          }}
        />
      )}
      {action.problem === null && !action.busy && <OutcomeOf outcome={outcome} onActivate={onActivate} />}
    </>
  );
}

function isJson({ name, type }: File): boolean {
  return type === "application/json" || name.toLowerCase().endsWith(".json");
}

function OutcomeOf({ outcome, onActivate }: { outcome: Outcome; onActivate: (sheet: RateSheet) => void }) {
  switch (outcome.kind) {
    case "none":
      return null;
    case "too_large":
      return (
        <Note tone="bad" live>
          <p>
            {outcome.name} has {formatBytes(outcome.size)}, which is more than 1 MiB. Split it into several sheets: each
            is in force for its own products.
          </p>
        </Note>
      );
    case "taken":
      return <Taken sheet={outcome.sheet} onActivate={onActivate} />;
    case "refused":
      return <FaultySheet key={outcome.round} file={outcome.file} refused={outcome.refused} />;
  }
}

function Taken({ sheet, onActivate }: { sheet: RateSheet; onActivate: (sheet: RateSheet) => void }) {
  const products = sheet.products.length === 1 ? "one product" : `${String(sheet.products.length)} products`;
  return (
    <Note tone="good" live>
      <p>
        <strong>{sheet.name}</strong> has no faults. It is a draft now, with {products}: {sheet.products.join(", ")}.
      </p>
      <p>
        <Button
          small
          tone="primary"
          onClick={() => {
            onActivate(sheet);
          }}
        >
          Put it in force
        </Button>
      </p>
    </Note>
  );
}
