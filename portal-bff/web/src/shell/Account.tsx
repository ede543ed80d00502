import { useAction } from "../client/hooks.js";
import { portal, session as store } from "../client/index.js";
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
    store.left();
    location.assign("/");
  };
  return (
    <div className="account">
      <a className="account-who" href="/me">
        <span className="account-name">{nameOf(session.user)}</span>
        <span className="account-org">{session.org.name}</span>
      </a>
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
