import { useHealth, type Health } from "./health.js";
import "./home.css";

/** Shows what exists and how it is, and nothing else. */
export function Visitor() {
  return (
    <div className="home">
      <header className="home-head">
        <h1>Prove it to me now.</h1>
        <p className="lead">
          The audit log here is append-only, and each row is chained to the one before it by its hash. Anyone who holds an
          export can check that chain without trusting this server.
        </p>
      </header>
      <div className="home-grid">
        <VerifyCard />
        <StatusCard />
      </div>
      <ChainSection />
    </div>
  );
}

function VerifyCard() {
  return (
    <section className="panel" aria-labelledby="verify-title">
      <div className="panel-body">
        <h2 id="verify-title">Verify an audit export</h2>
        <p>
          Drop an export file and see whether its chain is intact, or which row breaks it first and why. The check runs in
          your browser; the file stays on your device, and it works with the network off.
        </p>
        <p>
          <a className="button button-primary" href="/verify">
            Open the verifier
          </a>
        </p>
      </div>
    </section>
  );
}

const chainSteps = [
  {
    title: "A row is written",
    text: "What happened, who did it, for whom and when, in one canonical form: the same facts are always the same bytes.",
  },
  {
    title: "Its hash covers the row before it",
    text: "entry_hash is SHA-256 over the previous row\u2019s hash and this row\u2019s bytes. Change one byte and every later hash is wrong.",
  },
  {
    title: "Each organisation has its own chain in it",
    text: "Rows link to the organisation\u2019s previous row too, so a tenant can check its history without seeing anyone else\u2019s.",
  },
] as const;

function ChainSection() {
  return (
    <section className="chain" aria-labelledby="chain-title">
      <h2 id="chain-title">How the chain works</h2>
      <ol className="chain-steps">
        {chainSteps.map((step) => (
          <li key={step.title}>
            <h3>{step.title}</h3>
            <p className="muted">{step.text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function StatusCard() {
  const portal = useHealth("/api/portal/healthz");
  const server = useHealth("/api/readyz");
  return (
    <section className="panel" aria-labelledby="status-title">
      <div className="panel-body">
        <h2 id="status-title">How it is right now</h2>
        <dl className="status-list">
          <Status name="Portal" health={portal} />
          <Status name="Server" health={server} />
        </dl>
        <p>The server&rsquo;s API, as it describes itself:</p>
        <ul className="plain-list">
          <li>
            <a href="/api/v1/openapi.json">OpenAPI document</a>
          </li>
          <li>
            <a href="/api/healthz">Health</a>
          </li>
          <li>
            <a href="/api/readyz">Readiness</a>
          </li>
        </ul>
      </div>
    </section>
  );
}

const looks = { asking: "status", ready: "status status-good", failing: "status status-bad" } as const;

function Status({ name, health }: { name: string; health: Health }) {
  return (
    <div className="status-row">
      <dt>{name}</dt>
      <dd className={looks[health.kind]} aria-live="polite">
        {health.kind === "asking" ? "Asking…" : health.detail}
      </dd>
    </div>
  );
}
