export type Tone = "good" | "bad" | "unsure";

const drawings = {
  good: "M10 17.500l4.500 4.500 8-9.500",
  bad: "M11 11l10 10 M21 11l-10 10",
  unsure: "M16 9.500v8 M16 22v.200",
} as const;

/** Decoration: the sentence beside it says the same. */
export function VerdictIcon({ tone }: { tone: Tone }) {
  return (
    <svg className="outcome-icon" viewBox="0 0 32 32" aria-hidden="true">
      <circle cx="16" cy="16" r="14" />
      <path d={drawings[tone]} />
    </svg>
  );
}
