import { Table, type Column } from "./Table.js";
import { barsOf } from "./bars.js";
import type { Tone } from "./tone.js";

export interface Series {
  readonly key: string;
  readonly title: string;
  readonly tone: Tone;
  /** One for each span. */
  readonly values: readonly number[];
  /** Where one may look closer. */
  readonly href?: string;
}

interface BarChartsProps {
  /** What all of them show, for the table: "Log-ins by day". */
  readonly caption: string;
  /** What the spans are: "Day", "Hour". */
  readonly unit: string;
  /** Name of each span of time, the oldest first. */
  readonly spans: readonly string[];
  readonly series: readonly Series[];
}

const height = 48;

/**
 * A small bar chart for each series, over the same spans of time: told apart by where they stand, not by colour. Each has a
 * scale of its own, whose top it names. All numbers are in a table besides.
 */
export function BarCharts({ caption, unit, spans, series }: BarChartsProps) {
  return (
    <div className="charts">
      <div className="chart-grid">
        {series.map((each) => (
          <BarChart key={each.key} spans={spans} series={each} />
        ))}
      </div>
      <details className="chart-numbers">
        <summary>The numbers</summary>
        <Table
          caption={caption}
          columns={columnsFor(unit, series)}
          items={spans.map((span, index) => ({ span, index }))}
          keyOf={({ index }) => String(index)}
        />
      </details>
    </div>
  );
}

interface Span {
  readonly span: string;
  readonly index: number;
}

function columnsFor(unit: string, series: readonly Series[]): readonly Column<Span>[] {
  return [
    { title: unit, heading: true, cell: ({ span }) => span },
    ...series.map(({ title, values }) => ({
      title,
      numeric: true,
      cell: ({ index }: Span) => String(values[index] ?? 0),
    })),
  ];
}

function BarChart({ spans, series: { title, tone, values, href } }: { spans: readonly string[]; series: Series }) {
  const { bars, total, peak } = barsOf(values, height);
  return (
    <figure className={`chart chart-${tone}`}>
      <figcaption>
        {href === undefined ? title : <a href={href}>{title}</a>} <strong>{total}</strong>
      </figcaption>
      <svg
        className="chart-bars"
        viewBox={`0 0 ${String(values.length * 10)} ${String(height)}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={describe(title, spans, values)}
      >
        {bars.map((bar, index) => (
          <rect key={spans[index]} className="chart-bar" x={index * 10 + 1} y={height - bar} width={8} height={bar}>
            <title>{`${spans[index] ?? ""}: ${String(values[index] ?? 0)}`}</title>
          </rect>
        ))}
      </svg>
      <p className="chart-axis" aria-hidden="true">
        <span>{spans[0]}</span>
        {peak > 0 && <span>most: {peak}</span>}
        <span>{spans.at(-1)}</span>
      </p>
    </figure>
  );
}

function describe(title: string, spans: readonly string[], values: readonly number[]): string {
  const { total, peak } = barsOf(values, height);
  const range = `from ${spans[0] ?? ""} to ${spans.at(-1) ?? ""}`;
  if (total === 0) return `${title}: none ${range}.`;
  return `${title}: ${String(total)} ${range}, most of them ${spans[values.indexOf(peak)] ?? ""}: ${String(peak)}.`;
}
