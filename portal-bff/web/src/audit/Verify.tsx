import { useEffect, useRef, useState } from "react";

import { useNow } from "../client/hooks.js";
import { portal } from "../client/index.js";
import { problemOfError, type Problem } from "../client/problem.js";
import type { LogReport, LogVerdict } from "../client/types.js";
import { Button, Panel, ProblemPanel } from "../design/index.js";
import { can, usePerson } from "../shell/person.js";
import { formatCount, formatDuration } from "../design/format.js";
import { OutcomePanel } from "../verify/Outcome.js";
import { BrokenFacts, IntactFacts, type Intact } from "../verify/VerdictFacts.js";

type Check =
  | { readonly kind: "idle" }
  | { readonly kind: "running"; readonly since: number }
  | { readonly kind: "failed"; readonly problem: Problem }
  | { readonly kind: "decided"; readonly report: LogReport; readonly round: number };

/** Has the server read its own log from the first row to the last, and says what it found. */
export function Verify() {
  const person = usePerson();
  const [check, setCheck] = useState<Check>({ kind: "idle" });
  const running = useRef<AbortController | null>(null);
  const rounds = useRef(0);
  useEffect(() => () => running.current?.abort(), []);
  const start = (): void => {
    const leaving = new AbortController();
    running.current = leaving;
    setCheck({ kind: "running", since: Date.now() });
    portal.get<LogReport>("/api/v1/admin/audit/verify", { signal: leaving.signal }).then(
      ({ value }) => {
        setCheck({ kind: "decided", report: value, round: ++rounds.current });
      },
      (error: unknown) => {
        if (!leaving.signal.aborted) setCheck({ kind: "failed", problem: problemOfError(error) });
      },
    );
  };
  const cancel = (): void => {
    running.current?.abort();
    setCheck({ kind: "idle" });
  };
  const whole = can(person, "platform.operate");
  if (check.kind === "decided") {
    return check.report.logs.map((log) => (
      <Verdict
        key={`${log.log} ${String(check.round)}`}
        log={log}
        report={check.report}
        whole={whole}
        onAgain={start}
      />
    ));
  }
  return (
    <Panel
      title="Check the chain now"
      lead={
        whole
          ? "The server reads the whole log, computes every hash again and follows both chains, the log\u2019s and each organisation\u2019s."
          : `The server reads every row of ${person.org.name}, computes each hash again and follows its chain from the first row to the last.`
      }
    >
      {check.kind === "failed" && <ProblemPanel problem={check.problem} />}
      {check.kind === "running" ? (
        <Running since={check.since} onCancel={cancel} />
      ) : (
        <p>
          <Button tone="primary" onClick={start}>
            Check the chain
          </Button>
        </p>
      )}
    </Panel>
  );
}

function Running({ since, onCancel }: { since: number; onCancel: () => void }) {
  const now = useNow(1000);
  return (
    <>
      <p role="status">The server is reading. It says nothing until it is done; a million rows take some seconds.</p>
      <div className="bar" aria-hidden="true">
        <div className="bar-fill bar-unsure" />
      </div>
      <p className="muted">Under way for {formatDuration(Math.max(1000, now - since))}.</p>
      <p>
        <Button onClick={onCancel}>Stop waiting</Button>
      </p>
    </>
  );
}

interface VerdictProps {
  readonly log: LogVerdict;
  readonly report: LogReport;
  readonly whole: boolean;
  readonly onAgain: () => void;
}

function Verdict({ log, report, whole, onAgain }: VerdictProps) {
  const person = usePerson();
  const facts: Intact = { ...log, scope: whole ? "log" : "org", org_id: whole ? null : person.org.name };
  return (
    <OutcomePanel
      tone={log.ok ? "good" : "bad"}
      title={log.summary}
      subject={whole ? `The log "${log.log}", as it stands now` : `The rows of ${person.org.name}, as they stand now`}
      action={<Button onClick={onAgain}>Check again</Button>}
    >
      {log.first_break === null ? (
        <IntactFacts verdict={facts} />
      ) : (
        <BrokenFacts found={log.first_break} rowsBefore={log.rows} />
      )}
      <p className="muted">
        {formatCount(log.rows)} rows read in {formatDuration(report.elapsed_ms)}. This is the server&rsquo;s word about
        itself. To check it without trusting the server, export the log and verify the file.
      </p>
    </OutcomePanel>
  );
}
