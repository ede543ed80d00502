import { grantorsOf, type Grantor } from "../client/acting.js";
import { useAction, useNow } from "../client/hooks.js";
import type { PortalSession } from "../client/types.js";
import { Button } from "../design/Button.js";
import { Dialog } from "../design/Dialog.js";
import { OrgName } from "../design/OrgName.js";
import { ProblemPanel } from "../design/ProblemPanel.js";
import { TimeLeft } from "../design/Time.js";
import { beginUnderGrants } from "./begin.js";
import { OverrideSection } from "./Override.js";
import { deedsOf } from "./words.js";

const everyHalfMinute = 30_000;

/** For whom one may act, and the way there. */
export function SwitchDialog({ session, onClose }: { session: PortalSession; onClose: () => void }) {
  const now = useNow(everyHalfMinute);
  const grantors = grantorsOf(session, now);
  return (
    <Dialog title="Act for another organisation" onClose={onClose}>
      <p>
        You act for your own organisation, {session.org.name}. What you choose here counts for this tab alone. What
        you change under it stands in the other organisation&rsquo;s log, as done by you.
      </p>
      {grantors.length > 0 && (
        <ul className="grantors" aria-label="Delegations to you">
          {grantors.map((grantor) => (
            <li key={grantor.orgId}>
              <GrantorChoice session={session} grantor={grantor} />
            </li>
          ))}
        </ul>
      )}
      {session.permissions.includes("platform.operate") && <OverrideSection session={session} />}
    </Dialog>
  );
}

function GrantorChoice({ session, grantor }: { session: PortalSession; grantor: Grantor }) {
  const action = useAction();
  const begin = async (): Promise<void> => {
    const done = await action.run(() => beginUnderGrants(session, grantor));
    if (done) location.assign("/");
  };
  return (
    <>
      <div className="grantor-head">
        <span>
          <OrgName id={grantor.orgId} name={grantor.name} />
        </span>
        <Button
          small
          tone="primary"
          busy={action.busy}
          label={`Act for them: ${grantor.name}`}
          onClick={() => void begin()}
        >
          Act for them
        </Button>
      </div>
      <p className="muted">
        They let you {deedsOf(grantor.capabilities)}. <TimeLeft until={grantor.expiresAt} />.
      </p>
      {action.problem !== null && <ProblemPanel problem={action.problem} />}
    </>
  );
}
