import { useEffect } from "react";

import { onNewsFromElsewhere, type News } from "../client/hint.js";
import { useNow, useSession } from "../client/hooks.js";
import { acting, session as store } from "../client/index.js";
import { Button } from "../design/Button.js";
import { localTime, spanOf } from "../design/time.js";
import { askToSignInAgain } from "./prompts.js";
import { endingOf, type Ending } from "./session_end.js";

const everyTenSeconds = 10_000;

/** Says in time that the session is about to end, and how to stay. */
export function SessionNotice() {
  const state = useSession();
  const now = useNow(everyTenSeconds);
  useEffect(() => onNewsFromElsewhere(follow), []);
  useEffect(() => {
    // A page that the browser brings back whole may show what its session has long lost.
    const back = (event: PageTransitionEvent): void => {
      if (event.persisted) location.reload();
    };
    window.addEventListener("pageshow", back);
    return () => {
      window.removeEventListener("pageshow", back);
    };
  }, []);
  const ending = endingOf(state, now);
  return (
    <div className="session-notice" role="status">
      {ending.kind !== "none" && (
        <div className="session-notice-inner">
          <Words ending={ending} now={now} />
        </div>
      )}
    </div>
  );
}

/** Another tab has news of the session. Who signed out there wants nothing of theirs to be seen here. */
function follow(news: News): void {
  if (news === "signed_in") void store.load();
  else if (news === "over") store.over();
  else {
    acting.stop();
    location.replace("/login");
  }
}

function Words({ ending, now }: { ending: Exclude<Ending, { kind: "none" }>; now: number }) {
  switch (ending.kind) {
    case "idle":
      return (
        <>
          <p>Your session ends in {spanOf(ending.at - now)}, because it has not been used for a while.</p>
          <Button small onClick={() => void store.load()}>
            Stay signed in
          </Button>
        </>
      );
    case "for_good":
      return (
        <p>Your session ends at {localTime(ending.at)}. Save what you are working on; you can sign in again at once.</p>
      );
    case "over":
      return (
        <>
          <p>Your session has ended. What is on this page stays; sign in again to go on.</p>
          <Button small onClick={() => void askToSignInAgain()}>
            Sign in again
          </Button>
        </>
      );
  }
}
