import { useEffect, useSyncExternalStore } from "react";

import { useSession } from "../client/hooks.js";
import { portal, session as store } from "../client/index.js";
import type { SignedIn } from "../client/types.js";
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
  return open.map(({ kind }) => (kind === "sign_in" ? <SignInAgain key={kind} /> : <ProveAgain key={kind} />));
}

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
