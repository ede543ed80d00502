import { useSyncExternalStore } from "react";

import { Failure } from "./Failure.js";
import { useFileDrop } from "../design/FileChoice.js";
import { FileDrop } from "./FileDrop.js";
import { Meaning } from "./Meaning.js";
import { ReadinessLine } from "./ReadinessLine.js";
import { Running } from "./Running.js";
import type { Verification } from "./state.js";
import type { VerifierStore } from "./store.js";
import { VerdictPanel } from "./VerdictPanel.js";
import "./verify.css";

export function VerifyPage({ store }: { store: VerifierStore }) {
  const { readiness, verification } = useSyncExternalStore(store.subscribe, store.state);
  const dragging = useFileDrop(store.verify);
  return (
    <div className="verify">
      <header className="verify-head">
        <h1>Verify an audit export</h1>
        <p className="lead">
          Find out whether an exported audit log is exactly what was written, or which row breaks it first. The check runs
          here: the file never leaves your device.
        </p>
        <ReadinessLine readiness={readiness} />
      </header>
      <div className="verify-work">
        <Stage verification={verification} store={store} dragging={dragging} />
      </div>
      <Meaning />
    </div>
  );
}

interface StageProps {
  readonly verification: Verification;
  readonly store: VerifierStore;
  readonly dragging: boolean;
}

function Stage({ verification, store, dragging }: StageProps) {
  switch (verification.phase) {
    case "waiting":
      return <FileDrop cancelled={verification.cancelled} dragging={dragging} onFile={store.verify} />;
    case "running":
      return <Running {...verification} onCancel={store.cancel} />;
    case "decided":
      return <VerdictPanel key={verification.job.id} {...verification} onFile={store.verify} />;
    case "failed":
      return <Failure key={verification.job.id} {...verification} onFile={store.verify} />;
  }
}
