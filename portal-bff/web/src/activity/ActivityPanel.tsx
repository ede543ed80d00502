import { useState } from "react";

import { auditLink } from "../audit/filters.js";
import { useResource } from "../client/hooks.js";
import { BarCharts, Loading, Note, Panel, SelectField, type Series } from "../design/index.js";
import { localTime } from "../design/time.js";
import { countsPath, valuesOf, type EventCounts } from "./counts.js";
import { lastSpans, type Spans, type Unit } from "./spans.js";

const shown = [
  { action: "LOGIN_SUCCEEDED", title: "Sign-ins", tone: "good" },
  { action: "LOGIN_FAILED", title: "Failed sign-ins", tone: "unsure" },
  { action: "ACCESS_DENIED", title: "Denials", tone: "bad" },
  { action: "LOCKED_OUT", title: "Lockouts", tone: "plain" },
] as const;
const actions = shown.map(({ action }) => action);

const ranges = {
  day: { label: "24 hours, by hour", unit: "hour", count: 24 },
  week: { label: "7 days, by day", unit: "day", count: 7 },
  month: { label: "30 days, by day", unit: "day", count: 30 },
} as const satisfies Record<string, { label: string; unit: Unit; count: number }>;
type Range = keyof typeof ranges;
const choices = Object.entries(ranges).map(([value, { label }]) => ({ value, label }));

/** Sign-ins, denials and lockouts over time, of one organisation or ("") of all that the person may see. */
export function ActivityPanel({ orgId }: { orgId: string }) {
  const [range, setRange] = useState<Range>("week");
  const [openedAt] = useState(() => Date.now());
  const { unit, count } = ranges[range];
  const spans = lastSpans(unit, count, openedAt);
  const counted = useResource<EventCounts>(countsPath({ actions, spans, orgId }));
  return (
    <Panel title="Sign-ins and denials">
      <div className="activity-range">
        <SelectField
          label="The last"
          choices={choices}
          value={range}
          onChange={(value) => {
            setRange(value as Range);
          }}
        />
      </div>
      <Loading resource={counted} lines={4}>
        {(counts) => <Charts spans={spans} unit={unit} orgId={orgId} counts={counts} />}
      </Loading>
    </Panel>
  );
}

interface ChartsProps {
  readonly spans: Spans;
  readonly unit: Unit;
  readonly orgId: string;
  readonly counts: EventCounts;
}

function Charts({ spans, unit, orgId, counts }: ChartsProps) {
  const from = new Date(spans.edges[0] ?? 0).toISOString();
  const series = shown.map(({ action, title, tone }): Series => {
    const values = valuesOf(counts, action, spans);
    return { key: action, title, tone, values, href: auditLink({ action, from, org_id: orgId }) };
  });
  return (
    <>
      <BarCharts
        caption="Sign-ins, failed sign-ins, denials and lockouts"
        unit={unit === "day" ? "Day" : "Hour"}
        spans={spans.names}
        series={series}
      />
      {!counts.complete && (
        <Note tone="unsure">
          <p>
            The log is longer than what is counted at once. What is before {localTime(Date.parse(counts.complete_from))}{" "}
            may be too low.
          </p>
        </Note>
      )}
    </>
  );
}
