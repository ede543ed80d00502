import type { ReactNode } from "react";

/** A part of a row's details. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="row-section">
      <h3>{title}</h3>
      {children}
    </section>
  );
}
