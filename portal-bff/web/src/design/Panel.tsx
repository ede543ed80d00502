import { useId, type ReactNode } from "react";

interface PanelProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** Beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page with its own heading. */
export function Panel({ title, lead, actions, children }: PanelProps) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="panel-body">
        <div className="panel-head">
          <h2 id={id}>{title}</h2>
          {actions}
        </div>
        {lead !== undefined && <p className="muted">{lead}</p>}
        {children}
      </div>
    </section>
  );
}

/** What a page is about. */
export function PageHead({ title, lead, actions }: { title: string; lead?: ReactNode; actions?: ReactNode }) {
  return (
    <header className="page-head">
      <div className="panel-head">
        <h1>{title}</h1>
        {actions}
      </div>
      {lead !== undefined && <p className="lead">{lead}</p>}
    </header>
  );
}

export function Fact({ name, wide, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide === true ? "fact-wide" : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
