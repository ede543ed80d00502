// Heights of bars. Pure.

export interface Bars {
  readonly bars: readonly number[];
  readonly total: number;
  readonly peak: number;
}

/** What is there at all can be seen beside the tallest, however little it is. */
const least = 2;

export function barsOf(values: readonly number[], height: number): Bars {
  const peak = Math.max(0, ...values);
  const total = values.reduce((sum, value) => sum + value, 0);
  const bars = values.map((value) => (value === 0 ? 0 : Math.max(least, (value / peak) * height)));
  return { bars, total, peak };
}
