import { useState } from "react";

import { auditLink } from "../audit/filters.js";
import { BarCharts, Loading, Note, Panel, SelectField, type Series } from "../design/index.js";
import { localTime } from "../design/time.js";
import { countIn, lastSpans, type Spans, type Unit } from "./spans.js";
import { mostRows, useActivity, type Activity } from "./useActivity.js";

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
  const activity = useActivity(actions, spans.edges[0] ?? openedAt, orgId);
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
      <Loading resource={activity} lines={4}>
        {(activities) => <Charts spans={spans} unit={unit} orgId={orgId} activities={activities} />}
      </Loading>
    </Panel>
  );
}

interface ChartsProps {
  readonly spans: Spans;
  readonly unit: Unit;
  readonly orgId: string;
  readonly activities: readonly Activity[];
}

function Charts({ spans, unit, orgId, activities }: ChartsProps) {
  const from = new Date(spans.edges[0] ?? 0).toISOString();
  const series = shown.map(({ action, title, tone }, index): Series => {
    const values = countIn(spans, activities[index]?.events ?? []);
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
      {shown.map(({ action, title }, index) => {
        const readBackTo = activities[index]?.readBackTo ?? null;
        if (readBackTo === null) return null;
        return (
          <Note key={action} tone="unsure">
            <p>
              {title}: only the newest {mostRows.toLocaleString("en-US")} rows are counted. What is before{" "}
              {localTime(readBackTo)} is too low.
            </p>
          </Note>
        );
      })}
    </>
  );
}
