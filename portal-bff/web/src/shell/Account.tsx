import { useState } from "react";

import { SwitchDialog } from "../acting/SwitchDialog.js";
import { calledOf, grantorsOf } from "../client/acting.js";
import { useActedFor, useAction, useNow } from "../client/hooks.js";
import { acting, portal, session as store } from "../client/index.js";
import { nameOf } from "../client/name_of.js";
import type { PortalSession } from "../client/types.js";
import { Button } from "../design/Button.js";
import { Dialog } from "../design/Dialog.js";
import { ProblemPanel } from "../design/ProblemPanel.js";

/** Who is signed in, where, and the way out. */
export function Account({ session }: { session: PortalSession }) {
  const action = useAction();
  const [switching, setSwitching] = useState(false);
  const signOut = async (): Promise<void> => {
    const out = await action.run(async () => {
      await portal.plain({ method: "POST", path: "/api/portal/sign-out" });
    });
    if (!out) return;
    acting.stop();
    store.left();
    location.assign("/");
  };
  return (
    <div className="account">
      <div className="account-who">
        <a className="account-name" href="/me">
          {nameOf(session.user)}
        </a>
        <ActingFor
          session={session}
          onSwitch={() => {
            setSwitching(true);
          }}
        />
      </div>
      <Button small busy={action.busy} onClick={() => void signOut()}>
        Sign out
      </Button>
      {switching && (
        <SwitchDialog
          session={session}
          onClose={() => {
            setSwitching(false);
          }}
        />
      )}
      {action.problem !== null && (
        <Dialog title="You are still signed in" onClose={action.clear}>
          <ProblemPanel problem={action.problem} onRetry={() => void signOut()} />
        </Dialog>
      )}
    </div>
  );
}

const everyMinute = 60_000;

/** For whom this tab acts; a switch for who may act for others besides. */
function ActingFor({ session, onSwitch }: { session: PortalSession; onSwitch: () => void }) {
  const elsewhere = useActedFor();
  const now = useNow(everyMinute);
  if (elsewhere !== null) return <span className="account-org">Acting for: {calledOf(elsewhere)}</span>;
  const others = grantorsOf(session, now).length > 0 || session.permissions.includes("platform.operate");
  if (!others) return <span className="account-org">{session.org.name}</span>;
  return (
    <button className="account-org account-switch" type="button" aria-haspopup="dialog" onClick={onSwitch}>
      <span className="account-switch-words">Acting for: {session.org.name}</span>
    </button>
  );
}
