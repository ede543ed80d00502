interface ProgressProps {
  readonly label: string;
  /** 0 to 1. */
  readonly fraction: number;
  /** How far it is, for those who hear it: "3 of 10 rows, about 2 s left". */
  readonly words: string;
}

export function Progress({ label, fraction, words }: ProgressProps) {
  return (
    <div
      className="bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(fraction * 100)}
      aria-valuetext={words}
    >
      <div className="bar-fill" style={{ transform: `scaleX(${String(fraction)})` }} />
    </div>
  );
}
