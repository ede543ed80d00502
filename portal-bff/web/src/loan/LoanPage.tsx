import { useState } from "react";

import { usePages, useResource } from "../client/hooks.js";
import { EmptyState, Loading, Note, PageHead, Panel, Tabs, TimeLeft, type Tab } from "../design/index.js";
import { StatusBadge } from "../lending/badges.js";
import { dollars } from "../lending/decimal.js";
import { LocksTable } from "../lending/LocksTable.js";
import { useLockDesk } from "../lending/lock_desk.js";
import { liveLock } from "../lending/locks.js";
import { productAt, summaryOf } from "../lending/summary.js";
import type { LoanWithBorrower, Lock } from "../lending/types.js";
import { can, usePerson } from "../shell/person.js";
import { BorrowerPanel } from "./BorrowerPanel.js";
import { Documents } from "./Documents.js";
import { Prices } from "./Prices.js";
import { firstQuestion, type Pricing } from "./pricing.js";
import { Sharing } from "./Sharing.js";
import { TermsPanel } from "./TermsPanel.js";
import "./loan.css";

export function LoanPage() {
  const [id] = useState(() => new URLSearchParams(location.search).get("id"));
  if (id === null || id === "") {
    return (
      <div className="stack">
        <PageHead title="Loan" />
        <EmptyState title="No loan was chosen">
          <a className="button" href="/loans">
            See all loans
          </a>
        </EmptyState>
      </div>
    );
  }
  return <LoanById id={id} />;
}

function LoanById({ id }: { id: string }) {
  const loan = useResource<LoanWithBorrower>(`/api/v1/loans/${encodeURIComponent(id)}`);
  return (
    <div className="stack">
      <p>
        <a href="/loans">All loans</a>
      </p>
      {loan.loaded.kind === "failed" && <PageHead title="Loan" />}
      <Loading resource={loan} lines={6}>
        {(value, etag) => <LoanView loan={value} etag={etag} changed={loan.reload} />}
      </Loading>
    </div>
  );
}

interface LoanViewProps {
  readonly loan: LoanWithBorrower;
  readonly etag: string | null;
  readonly changed: () => void;
}

function LoanView({ loan, etag, changed }: LoanViewProps) {
  const person = usePerson();
  const path = `/api/v1/loans/${loan.id}`;
  const locks = usePages<Lock>(`${path}/locks`);
  const desk = useLockDesk(locks.reload);
  // Kept here, so that prices are still there when one comes back from another tab.
  const [pricing, setPricing] = useState<Pricing>({ question: firstQuestion, answer: null });
  const own = loan.owner_org_id === person.org.id;
  const live = liveLock(locks.items ?? []);
  const tabs: Tab[] = [
    {
      key: "terms",
      title: "Terms",
      content: () => (
        <>
          <TermsPanel loan={loan} etag={etag} live={live} changed={changed} />
          <BorrowerPanel loan={loan} etag={etag} changed={changed} />
        </>
      ),
    },
    {
      key: "locks",
      title: "Rate locks",
      content: () => (
        <Panel title="Rate locks" lead="A rate lock holds a price for some days. Each loan has one at a time.">
          <LocksTable
            pages={locks}
            desk={desk}
            empty={
              <EmptyState title="No price is held">
                <p>Look at the prices of this loan and ask for a lock from there.</p>
              </EmptyState>
            }
          />
        </Panel>
      ),
    },
    { key: "documents", title: "Documents", content: () => <Documents loan={loan} /> },
  ];
  if (can(person, "loan.price")) {
    tabs.splice(1, 0, {
      key: "prices",
      title: "Prices",
      content: () => (
        <Prices loan={loan} live={live} pricing={pricing} onChange={setPricing} onRequested={locks.reload} />
      ),
    });
  }
  if (own) tabs.push({ key: "sharing", title: "Sharing", content: () => <Sharing loan={loan} /> });
  return (
    <>
      <PageHead
        title={`Loan of ${dollars(loan.amount)}`}
        lead={summaryOf(loan)}
        actions={<StatusBadge status={loan.status} />}
      />
      {!own && (
        <Note>
          <p>Another organisation shares this loan with you. You see its terms, but not who the borrower is.</p>
        </Note>
      )}
      {live !== null && <LiveLock lock={live} />}
      <Tabs label="Loan" tabs={tabs} />
      {desk.dialogs}
    </>
  );
}

function LiveLock({ lock }: { lock: Lock }) {
  const waiting = lock.state === "requested";
  return (
    <Note tone={waiting ? "unsure" : "good"}>
      <p>
        {waiting ? "A lock was asked for, and the lender has not accepted it yet: " : "The price is locked: "}
        <strong>
          {productAt(lock)}, price {lock.price}
        </strong>
        , <TimeLeft until={lock.expires_at} />. <a href="#locks">See the lock</a>
      </p>
    </Note>
  );
}
