import { useEffect } from "react";

import { useResource } from "../client/hooks.js";
import { portal } from "../client/index.js";
import type { QuarantinedRow, RekeyJob, Rotation } from "../client/types.js";
import {
  Button,
  Fact,
  Id,
  Loading,
  Note,
  Panel,
  Progress,
  Table,
  Time,
  useConfirm,
  type Column,
} from "../design/index.js";
import { formatCount, formatDuration } from "../design/format.js";
import { blockerWords, progressOf, rowsByKey, stageOf, type KeyRows, type Stage } from "./rotation_words.js";

const everyMs = 2_000;

/** The key that all secrets are sealed under, and its rotation. */
export function MasterKey() {
  const rotation = useResource<Rotation>("/api/v1/admin/secrets/rotation");
  const { loaded, reload } = rotation;
  const running = loaded.kind === "ready" && loaded.value.job?.state === "running";
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") reload();
    }, everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [running, reload]);
  return (
    <Loading resource={rotation} lines={6}>
      {(value) => (
        <>
          <Standing rotation={value} reload={reload} />
          <Rows rotation={value} />
          {value.quarantined > 0 && <Quarantine rotation={value} />}
        </>
      )}
    </Loading>
  );
}

const titles: Readonly<Record<Stage, string>> = {
  no_rotation: "No rotation is under way",
  to_start: "Ready to rotate",
  running: "The rotation is running",
  left_over: "The previous key is still needed",
  safe_to_drop: "The previous key can go",
};

function Standing({ rotation, reload }: { rotation: Rotation; reload: () => void }) {
  const stage = stageOf(rotation);
  const { dialog, ask } = useConfirm();
  const start = (): void => {
    ask({
      title: "Start the rotation of the master key?",
      text: (
        <>
          <p>
            From now on every server seals under the key <code>{rotation.current_kid}</code>, and all secrets of all
            organisations are sealed again under it, in the background. Nobody is interrupted.
          </p>
          <p>
            A server that was not given this key can store no secret from then on, and cannot use the new ones. Give it
            to all of them first.
          </p>
        </>
      ),
      confirm: "Start rotation",
      work: async () => {
        await portal.post("/api/v1/admin/secrets/rekey");
        reload();
      },
      done: "The rotation was started.",
    });
  };
  const offered = stage === "to_start" || stage === "left_over";
  return (
    <Panel
      title={titles[stage]}
      lead="Every secret is sealed under one master key that the servers are given. Here keys go by their ids, never by what they are."
    >
      <dl className="facts facts-roomy">
        <Fact name="Current key">
          <code>{rotation.current_kid}</code>
        </Fact>
        <Fact name="Previous key">
          {rotation.previous_kid === null ? "none" : <code>{rotation.previous_kid}</code>}
        </Fact>
        <Fact name="New secrets are sealed under">
          {rotation.write_kid === null ? "none yet" : <code>{rotation.write_kid}</code>}
        </Fact>
        <Fact name="Rotations so far">{formatCount(Math.max(0, rotation.epoch - 1))}</Fact>
      </dl>
      {rotation.job !== null && <Job job={rotation.job} />}
      {stage === "no_rotation" && (
        <p>
          To begin one, make a key with <code>ratestack secrets keygen</code> and give every server both: the new one as
          current, the present one as previous. Then come back here.
        </p>
      )}
      {stage === "safe_to_drop" && (
        <Note tone="good">
          <p>
            Nothing needs <code>{rotation.previous_kid}</code> any more. Take it out of the settings of every server and
            restart them. Keep it, with its id, for as long as you keep backups from before the rotation.
          </p>
        </Note>
      )}
      {rotation.blockers.length > 0 && (
        <div className="stack-tight">
          <p>Do not take the previous key away before this is done:</p>
          <ul className="plain-list">
            {rotation.blockers.map((blocker) => (
              <li key={blocker.code} className="status status-unsure">
                {blockerWords(blocker, rotation)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {offered && (
        <p>
          <Button tone="primary" onClick={start}>
            {stage === "to_start" ? "Start the rotation" : "Run the rotation again"}
          </Button>
        </p>
      )}
      {dialog}
    </Panel>
  );
}

function Job({ job }: { job: RekeyJob }) {
  const rows = `${formatCount(job.done)} of ${formatCount(job.total)} rows`;
  if (job.state !== "running") {
    return (
      <p className="status status-good">
        <span>
          The last rotation, to <code>{job.target_kid}</code>, sealed {rows} again
          {job.finished_at !== null && (
            <>
              {" "}
              and ended <Time at={job.finished_at} />
            </>
          )}
          {job.state === "superseded" && "; a later one has taken its place"}.
        </span>
      </p>
    );
  }
  const left =
    job.eta_seconds === null ? "time left not known yet" : `about ${formatDuration(job.eta_seconds * 1000)} left`;
  return (
    <div className="rotation-progress">
      <Progress label="Rows sealed again" fraction={progressOf(job)} words={`${rows}, ${left}`} />
      <p>
        {rows} are under <code>{job.target_kid}</code>, {left}
        {job.rows_per_second !== null && ` (${formatCount(job.rows_per_second)} rows a second)`}.
      </p>
    </div>
  );
}

const rowColumns: readonly Column<KeyRows>[] = [
  { title: "Key", heading: true, cell: ({ kid }) => <code>{kid}</code> },
  { title: "Which is", cell: ({ role }) => role },
  { title: "Rows under it", numeric: true, cell: ({ rows }) => formatCount(rows) },
];

function Rows({ rotation }: { rotation: Rotation }) {
  return (
    <Panel title="What is sealed under which key" lead="Counted from the rows themselves.">
      <Table caption="Rows by key" columns={rowColumns} items={rowsByKey(rotation)} keyOf={({ kid }) => kid} />
    </Panel>
  );
}

const quarantineColumns: readonly Column<QuarantinedRow>[] = [
  {
    title: "Row",
    heading: true,
    cell: ({ table, column, row_id: id }) => (
      <>
        <code className="breakable">
          {table}.{column}
        </code>{" "}
        <Id of={id} />
      </>
    ),
  },
  { title: "Organisation", cell: ({ org_id: id }) => <Id of={id} /> },
  { title: "Why", cell: ({ reason }) => <span className="breakable">{reason.replaceAll("_", " ")}</span> },
  { title: "Noticed", cell: ({ noticed_at: at }) => <Time at={at} /> },
];

function Quarantine({ rotation: { quarantined, quarantine } }: { rotation: Rotation }) {
  return (
    <Panel
      title="Quarantine"
      lead="These rows do not open: they were altered, moved, or sealed under another key. The rest of the rotation goes on without them. Store each value anew or delete the secret; both take it out of here."
    >
      <Table
        caption="Rows in quarantine"
        columns={quarantineColumns}
        items={quarantine}
        keyOf={(row) => `${row.table} ${row.column} ${row.row_id}`}
      />
      {quarantined > quarantine.length && (
        <p className="muted">
          The first {quarantine.length} of {formatCount(quarantined)}.
        </p>
      )}
    </Panel>
  );
}
