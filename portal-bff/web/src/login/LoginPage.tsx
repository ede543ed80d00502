import { useEffect, useState } from "react";

import { useAction, useResource, useSession } from "../client/hooks.js";
import { session as store } from "../client/index.js";
import { ownProblem } from "../client/problem.js";
import { returnPathOf } from "../client/return_path.js";
import type { FactorWanted, Provider, SignedIn } from "../client/types.js";
import { wordsOf } from "../client/words.js";
import { Button } from "../design/Button.js";
import { Note } from "../design/Note.js";
import { ProblemPanel } from "../design/ProblemPanel.js";
import { goToProvider, providerNames } from "../sign_in/providers.js";
import { PasskeyButton, SignIn } from "../sign_in/SignIn.js";
import "./login.css";

/** What the address says of a sign-in that came back from a provider. */
function arrivalOf(search: string): { error: string | null; factor: FactorWanted | undefined } {
  const query = new URLSearchParams(search);
  const wantsCode = query.get("step") === "second-factor";
  return {
    error: query.get("error"),
    factor: wantsCode ? { methods: ["totp", "recovery_code"], expires_in: 0 } : undefined,
  };
}

export function LoginPage() {
  const state = useSession();
  const [arrival] = useState(() => arrivalOf(location.search));
  const returnPath = returnPathOf(location.search, location.origin);
  const signedIn = state.kind === "person" && !state.ended;
  useEffect(() => {
    if (signedIn) location.replace(returnPath);
  }, [signedIn, returnPath]);
  const onSignedIn = async (now: SignedIn): Promise<void> => {
    await store.renewed(now);
  };
  return (
    <div className="login">
      <h1>Sign in</h1>
      {arrival.error !== null && (
        <Note tone="bad" live>
          <p>{wordsOf(ownProblem(arrival.error, { status: 401 }))}</p>
        </Note>
      )}
      <section className="panel" aria-label="Sign in">
        <div className="panel-body">
          <SignIn
            onSignedIn={onSignedIn}
            others={<OtherWays returnPath={returnPath} onSignedIn={onSignedIn} />}
            {...(arrival.factor !== undefined && { factor: arrival.factor })}
          />
        </div>
      </section>
      <p className="muted">
        No account yet, or a forgotten password? Somebody who runs the platform for your organisation can help: accounts
        are made by invitation.
      </p>
    </div>
  );
}

interface OtherWaysProps {
  readonly returnPath: string;
  readonly onSignedIn: (signedIn: SignedIn) => Promise<void>;
}

function OtherWays({ returnPath, onSignedIn }: OtherWaysProps) {
  const { loaded } = useResource<{ items: readonly Provider[] }>("/api/portal/providers");
  const providers = loaded.kind === "ready" ? loaded.value.items : [];
  return (
    <div className="other-ways">
      <p className="other-ways-title">or</p>
      <PasskeyButton onSignedIn={onSignedIn} />
      {providers.map(({ provider }) => (
        <ProviderButton key={provider} provider={provider} returnPath={returnPath} />
      ))}
    </div>
  );
}

function ProviderButton({ provider, returnPath }: { provider: Provider["provider"]; returnPath: string }) {
  const action = useAction();
  return (
    <>
      <Button
        busy={action.busy}
        onClick={() => void action.run(() => goToProvider(`/api/portal/sign-in/oidc/${provider}`, returnPath))}
      >
        Sign in with {providerNames[provider]}
      </Button>
      {action.problem !== null && <ProblemPanel problem={action.problem} />}
    </>
  );
}
