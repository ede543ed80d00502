// Numbers as people read them. Sizes are decimal, as file managers and disks count.

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });
const units = ["bytes", "KB", "MB", "GB", "TB"] as const;

export function formatCount(count: number): string {
  return whole.format(count);
}

export function formatBytes(bytes: number): string {
  if (bytes === 1) return "1 byte";
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  return `${short.format(bytes / 1000 ** power)} ${units[power] ?? "bytes"}`;
}

export function formatDuration(ms: number): string {
  if (ms < 1000) return `${whole.format(Math.max(1, ms))} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${short.format(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  return `${whole.format(minutes)} min ${whole.format(Math.floor(seconds % 60))} s`;
}
