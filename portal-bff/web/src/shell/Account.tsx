import { useState } from "react";

import { SwitchDialog } from "../acting/SwitchDialog.js";
import { grantorsOf } from "../client/acting.js";
import { useActing, useAction, useNow } from "../client/hooks.js";
import { acting, portal, session as store } from "../client/index.js";
import { nameOf } from "../client/name_of.js";
import type { PortalSession } from "../client/types.js";
import { Button } from "../design/Button.js";
import { Dialog } from "../design/Dialog.js";
import { ProblemPanel } from "../design/ProblemPanel.js";

/** Who is signed in, where, and the way out. */
export function Account({ session }: { session: PortalSession }) {
  const action = useAction();
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
        <ActingFor session={session} />
      </div>
      <Button small busy={action.busy} onClick={() => void signOut()}>
        Sign out
      </Button>
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
function ActingFor({ session }: { session: PortalSession }) {
  const state = useActing();
  const now = useNow(everyMinute);
  const [open, setOpen] = useState(false);
  if (state.kind === "acting" || state.kind === "ended") {
    return <span className="account-org">Acting for: {state.acting.name}</span>;
  }
  const others = grantorsOf(session, now).length > 0 || session.permissions.includes("platform.operate");
  if (!others) return <span className="account-org">{session.org.name}</span>;
  return (
    <>
      <button
        className="account-org account-switch"
        type="button"
        aria-haspopup="dialog"
        onClick={() => {
          setOpen(true);
        }}
      >
        <span className="account-switch-words">Acting for: {session.org.name}</span>
      </button>
      {open && (
        <SwitchDialog
          session={session}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}
