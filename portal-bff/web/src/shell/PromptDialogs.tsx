import { useEffect, useSyncExternalStore } from "react";

import { calledOf } from "../client/acting.js";
import { useActing, useSession } from "../client/hooks.js";
import { acting, portal, session as store } from "../client/index.js";
import type { SignedIn } from "../client/types.js";
import { Button } from "../design/Button.js";
import { Dialog } from "../design/Dialog.js";
import { PasskeyButton, SignIn } from "../sign_in/SignIn.js";
import { StepUp } from "../sign_in/StepUp.js";
import { answerPrompt, openPrompts, shellPrompts, subscribeToPrompts } from "./prompts.js";

/** The dialogs that a failed call may open. What is behind them stays as it is. */
export function PromptDialogs() {
  const open = useSyncExternalStore(subscribeToPrompts, openPrompts);
  useEffect(() => {
    portal.usePrompts(shellPrompts);
    return () => {
      portal.usePrompts(null);
    };
  }, []);
  return open.map(({ kind }) => {
    const Prompt = prompts[kind];
    return <Prompt key={kind} />;
  });
}

const prompts = { sign_in: SignInAgain, step_up: ProveAgain, act_again: ActAgain };

function SignInAgain() {
  const state = useSession();
  const before = state.kind === "person" ? state.session.user : null;
  const signedIn = async (now: SignedIn): Promise<void> => {
    await store.renewed(now);
    // What was typed belongs to the person who typed it.
    if (before !== null && now.user.id !== before.id) location.assign("/");
    else answerPrompt("sign_in", true);
  };
  return (
    <Dialog
      title="Sign in again"
      onClose={() => {
        answerPrompt("sign_in", false);
      }}
    >
      <p>Your session has ended. Sign in and go on where you were: what you typed is still there.</p>
      <SignIn email={before?.email ?? ""} onSignedIn={signedIn} others={<PasskeyButton onSignedIn={signedIn} />} />
    </Dialog>
  );
}

function ProveAgain() {
  const proven = async (csrfToken: string): Promise<void> => {
    await store.renewed({ csrf_token: csrfToken });
    answerPrompt("step_up", true);
  };
  return (
    <Dialog
      title="Is it you?"
      onClose={() => {
        answerPrompt("step_up", false);
      }}
    >
      <p>This is worth a second look. Prove once more who you are; then it goes on by itself.</p>
      <StepUp onProven={proven} />
    </Dialog>
  );
}

/** A new session acts for nobody: what was begun for another organisation goes on there only if the person says so. */
function ActAgain() {
  const state = useActing();
  const name = state.kind === "ended" ? calledOf(state.acting) : "";
  const goOn = (): void => {
    acting.resume(store.state());
    answerPrompt("act_again", acting.state().kind === "acting");
  };
  const close = (): void => {
    answerPrompt("act_again", false);
  };
  return (
    <Dialog title={`Go on acting for ${name}?`} onClose={close}>
      <p>
        You have signed in anew, and act as yourself. What this page is about belongs to {name}: it is done there, or not
        at all.
      </p>
      <div className="form-actions">
        <Button tone="primary" onClick={goOn}>
          Act for {name} again
        </Button>
        <Button onClick={close}>Not now</Button>
      </div>
    </Dialog>
  );
}
