import { useState } from "react";

type Outcome = "untried" | "copied" | "refused";

const words: Record<Outcome, string> = { untried: "", copied: "Copied.", refused: "Select the text and copy it by hand." };

export function CopyButton({ text, what }: { text: string; what: string }) {
  const [outcome, setOutcome] = useState<Outcome>("untried");
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => {
        setOutcome("copied");
      },
      () => {
        setOutcome("refused");
      },
    );
  };
  return (
    <span className="copy">
      <button className="button button-small" type="button" onClick={copy}>
        Copy {what}
      </button>
      <span role="status">{words[outcome]}</span>
    </span>
  );
}
