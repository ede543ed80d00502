import type { ReactNode } from "react";

import { useNow, usePages, useWhole } from "../client/hooks.js";
import { EmptyState, Loading, OrgName, PageHead, Panel, Table, Time, TimeLeft, type Column } from "../design/index.js";
import { dollars } from "../lending/decimal.js";
import { useLockDesk, type LockDesk } from "../lending/lock_desk.js";
import { concernsOf, type Concern, type Urgency } from "../lending/locks.js";
import { LocksTable } from "../lending/LocksTable.js";
import { loanPath, productAt } from "../lending/summary.js";
import type { Lock } from "../lending/types.js";
import { usePerson } from "../shell/person.js";

const path = "/api/v1/locks";
const everyMinute = 60_000;

export function LocksPage() {
  const { org } = usePerson();
  const whole = useWhole<Lock>(path);
  const pages = usePages<Lock>(path);
  const desk = useLockDesk(() => {
    whole.reload();
    pages.reload();
  });
  return (
    <div className="stack">
      <PageHead title="Rate locks" lead={`Prices that ${org.name} holds for others, or that lenders hold for it.`} />
      <Panel title="Needs attention">
        <Loading resource={whole} lines={3}>
          {({ items, complete }) => (
            <>
              <Concerns locks={items} desk={desk} />
              {!complete && <p className="muted">Only the newest {items.length} locks were looked at.</p>}
            </>
          )}
        </Loading>
      </Panel>
      <Panel title="All rate locks" lead="Newest first. Open one to see what was locked, and how its price is made.">
        <LocksTable
          pages={pages}
          desk={desk}
          withLoan
          empty={
            <EmptyState title="There is no rate lock yet">
              <p>A lock begins with a loan: open one, look at its prices and ask for a lock from there.</p>
              <a className="button" href="/loans">
                See the loans
              </a>
            </EmptyState>
          }
        />
      </Panel>
      {desk.dialogs}
    </div>
  );
}

function Concerns({ locks, desk }: { locks: readonly Lock[]; desk: LockDesk }) {
  const { org } = usePerson();
  const now = useNow(everyMinute);
  const concerns = concernsOf(locks, org.id, now);
  if (concerns.length === 0) {
    return <p className="status status-good">Nothing is waiting for you, and no lock ends within three days.</p>;
  }
  return (
    <Table
      caption="Rate locks that need attention"
      columns={columnsFor(desk, org.id)}
      items={concerns}
      keyOf={({ lock }) => lock.id}
    />
  );
}

function columnsFor(desk: LockDesk, orgId: string): readonly Column<Concern>[] {
  return [
    { title: "What", heading: true, cell: (concern) => <What {...concern} orgId={orgId} /> },
    { title: "Price", numeric: true, cell: ({ lock }) => lock.price },
    {
      title: "Time",
      cell: ({ lock, urgency }) =>
        urgency === "lapsed" ? <Time at={lock.expires_at} /> : <TimeLeft until={lock.expires_at} />,
    },
    { title: "What you can do", actions: true, cell: ({ lock }) => desk.actionsFor(lock) },
  ];
}

const words: Readonly<Record<Urgency, (orgId: string, lock: Lock) => ReactNode>> = {
  to_accept: (_orgId, lock) => (
    <>
      <OrgName id={lock.owner_org_id} name={lock.owner_name} /> asks you to hold this price. Accept it in time, or the request lapses.
    </>
  ),
  ending: (orgId, lock) =>
    lock.lender_org_id === orgId
      ? "You hold this price, and it ends soon. Extend it if the loan needs longer."
      : "This lock ends soon. If the loan needs longer, ask the lender to extend it.",
  unanswered: (_orgId, lock) => (
    <>
      You asked for this lock a while ago. Remind the lender, <OrgName id={lock.lender_org_id} name={lock.lender_name} />, before it lapses.
    </>
  ),
  lapsed: () => "The lender did not accept this in time. Look at the prices again, and ask anew.",
};

function What({ lock, urgency, orgId }: Concern & { orgId: string }) {
  const own = lock.owner_org_id === orgId;
  const loan = lock.loan === null ? "a loan" : `a loan of ${dollars(lock.loan.amount)}`;
  return (
    <>
      <strong>{productAt(lock)}</strong>{" "}
      for {own ? <a href={loanPath(lock.loan_id)}>{loan}</a> : loan}
      <br />
      <span className="muted">{words[urgency](orgId, lock)}</span>
    </>
  );
}
