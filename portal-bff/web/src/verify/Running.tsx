import { Fact } from "../design/Panel.js";
import { Progress } from "../design/Progress.js";
import { useFocusOnMount } from "./focus.js";
import { formatBytes, formatCount, formatDuration } from "../design/format.js";
import { paceOf, type Pace } from "./pace.js";
import type { Reading } from "./protocol.js";
import type { Job } from "./state.js";

interface RunningProps {
  readonly job: Job;
  readonly reading: Reading;
  readonly onCancel: () => void;
}

export function Running({ job, reading, onCancel }: RunningProps) {
  const pace = paceOf(reading, job.size);
  const heading = useFocusOnMount();
  return (
    <section className="panel" aria-labelledby="running-title">
      <div className="panel-body">
        <h2 id="running-title" ref={heading} tabIndex={-1}>
          Verifying <span className="file-name">{job.name}</span>
        </h2>
        <Progress label="Bytes verified" fraction={pace.fraction} words={progressWords(pace)} />
        <dl className="facts">
          <Fact name="Read">
            {formatBytes(reading.bytes)} of {formatBytes(job.size)}
          </Fact>
          <Fact name="Rows">{formatCount(reading.rows)}</Fact>
          <Fact name="Speed">{formatCount(pace.rowsPerSecond)} rows/s</Fact>
          <Fact name="Time left">{remaining(pace)}</Fact>
        </dl>
        <p>
          <button className="button" type="button" onClick={onCancel}>
            Cancel
          </button>
        </p>
      </div>
    </section>
  );
}

function progressWords(pace: Pace): string {
  return `${String(Math.floor(pace.fraction * 100))} percent, time left: ${remaining(pace)}`;
}

function remaining({ remainingMs }: Pace): string {
  if (remainingMs === null) return "estimating";
  return remainingMs < 1000 ? "less than 1 s" : `about ${formatDuration(remainingMs)}`;
}
