// What a lender does with the locks that were asked of it.
import { useState, type ReactNode } from "react";

import { useAction } from "../client/hooks.js";
import { portal } from "../client/index.js";
import type { Problem } from "../client/problem.js";
import { Button, Dialog, Form, Note, TextField, Time, toast, useConfirm } from "../design/index.js";
import { can, usePerson } from "../shell/person.js";
import { plainWhole } from "./decimal.js";
import { errorAt, standsAtField } from "./loan_draft.js";
import { useLockRules, type LockRules } from "./lock_rules.js";
import { extensionLeft } from "./locks.js";
import { productAt } from "./summary.js";
import type { Lock } from "./types.js";

export interface LockDesk {
  /** Buttons of one lock; nothing for who may decide nothing about it. */
  readonly actionsFor: (lock: Lock) => ReactNode;
  readonly dialogs: ReactNode;
}

export function useLockDesk(reload: () => void): LockDesk {
  const person = usePerson();
  const { dialog, ask } = useConfirm();
  const [extending, setExtending] = useState<Lock | null>(null);
  const rules = useLockRules();
  const accept = (lock: Lock): void => {
    ask({
      title: `Accept the lock of ${productAt(lock)}?`,
      text: (
        <>
          <p>
            From now on you hold the price of <strong>{lock.price}</strong> for {lock.lock_days} days. The other
            organisation is counting on it.
          </p>
          <p>An accepted lock cannot be taken back. It can be extended.</p>
        </>
      ),
      confirm: "Accept lock",
      work: async () => {
        try {
          await portal.post(`/api/v1/locks/${lock.id}/commit`);
        } finally {
          // Also where it failed: somebody else may have been faster, or the answer was lost on its way.
          reload();
        }
      },
      done: "The lock was accepted.",
    });
  };
  const actionsFor = (lock: Lock): ReactNode => {
    if (lock.lender_org_id !== person.org.id || !can(person, "lock.commit")) return null;
    switch (lock.state) {
      case "requested":
        return (
          <Button
            small
            tone="primary"
            label={`Accept the lock of ${productAt(lock)}`}
            onClick={() => {
              accept(lock);
            }}
          >
            Accept
          </Button>
        );
      case "committed":
        return rules !== null && extensionLeft(lock, rules) === 0 ? null : (
          <Button
            small
            label={`Extend the lock of ${productAt(lock)}`}
            onClick={() => {
              setExtending(lock);
            }}
          >
            Extend
          </Button>
        );
      case "expired":
        return null;
    }
  };
  const dialogs = (
    <>
      {dialog}
      {extending !== null && (
        <ExtendDialog
          lock={extending}
          rules={rules}
          reload={reload}
          onClose={() => {
            setExtending(null);
          }}
        />
      )}
    </>
  );
  return { actionsFor, dialogs };
}

/** Whether the request may have been done although no answer came. */
function mayHaveArrived(problem: Problem | null): boolean {
  return problem !== null && (problem.status === 0 || problem.status >= 500);
}

function extensionHint(lock: Lock, rules: LockRules): string {
  return `At most ${String(rules.max_extension_days)} altogether, of which ${String(extensionLeft(lock, rules))} are left.`;
}

interface ExtendDialogProps {
  readonly lock: Lock;
  readonly rules: LockRules | null;
  readonly reload: () => void;
  readonly onClose: () => void;
}

function ExtendDialog({ lock, rules, reload, onClose }: ExtendDialogProps) {
  const [days, setDays] = useState("");
  const action = useAction();
  const extend = async (): Promise<void> => {
    const done = await action.run(async () => {
      try {
        await portal.post<Lock>(`/api/v1/locks/${lock.id}/extend`, { days: plainWhole(days) });
      } finally {
        reload();
      }
    });
    if (!done) return;
    onClose();
    toast("The lock was extended.");
  };
  return (
    <Dialog title={`Extend the lock of ${productAt(lock)}`} onClose={onClose}>
      <p>
        It ends <Time at={lock.expires_at} />, at a price of {lock.price}. Every day more costs{" "}
        {rules === null ? "a fee" : `${rules.extension_fee_per_day.replace("-", "")} points`}, off the price.
      </p>
      <Form
        label="Extend the lock"
        problem={action.problem}
        shownElsewhere={standsAtField(action.problem)}
        onSubmit={() => void extend()}
        actions={
          <>
            <Button type="submit" tone="primary" busy={action.busy}>
              Extend lock
            </Button>
            <Button onClick={onClose}>Cancel</Button>
          </>
        }
      >
        <TextField
          label="Days more"
          inputMode="numeric"
          required
          {...(rules !== null && { hint: extensionHint(lock, rules) })}
          error={errorAt(action.problem, "/days")}
          value={days}
          onChange={setDays}
        />
        {mayHaveArrived(action.problem) && (
          <Note tone="unsure">
            <p>It may have been done all the same. Close this and look at when the lock ends before you try again.</p>
          </Note>
        )}
      </Form>
    </Dialog>
  );
}
