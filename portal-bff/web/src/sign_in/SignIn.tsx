import { useState, type ReactNode } from "react";

import { useAction } from "../client/hooks.js";
import { portal } from "../client/index.js";
import type { Problem } from "../client/problem.js";
import { askForPasskey, passkeysWork } from "../client/passkey.js";
import type { FactorWanted, SignedIn } from "../client/types.js";
import { Button } from "../design/Button.js";
import { TextField } from "../design/Field.js";
import { Form } from "../design/Form.js";
import { ProblemPanel } from "../design/ProblemPanel.js";
import { FactorForm } from "./FactorForm.js";

interface SignInProps {
  /** What is known of the person already. */
  readonly email?: string;
  /** The first step is done, at a provider for one: only the code is left. */
  readonly factor?: FactorWanted;
  readonly onSignedIn: (signedIn: SignedIn) => Promise<void>;
  /** Other ways in, offered with the first step. */
  readonly others?: ReactNode;
}

const signIn = "/api/portal/sign-in";

async function signInByPasskey(): Promise<SignedIn> {
  const { value } = await portal.plain<{ options: unknown }>({ method: "POST", path: `${signIn}/passkey/start` });
  const credential = await askForPasskey(value.options);
  const path = `${signIn}/passkey/complete`;
  return (await portal.plain<SignedIn>({ method: "POST", path, json: { credential } })).value;
}

/** Signing in from one's own page, without leaving it: a password and perhaps a code, or a passkey. */
export function SignIn({ email = "", factor, onSignedIn, others }: SignInProps) {
  const [wanted, setWanted] = useState<FactorWanted | null>(factor ?? null);
  if (wanted !== null) {
    return (
      <FactorForm
        methods={wanted.methods}
        submit={async (answer) => {
          const path = `${signIn}/second-factor`;
          const { value } = await portal.plain<SignedIn>({ method: "POST", path, json: answer });
          await onSignedIn(value);
        }}
        onStartAgain={() => {
          setWanted(null);
        }}
      />
    );
  }
  return (
    <>
      <FirstStep email={email} onFactor={setWanted} onSignedIn={onSignedIn} />
      {others}
    </>
  );
}

interface FirstStepProps {
  readonly email: string;
  readonly onFactor: (wanted: FactorWanted) => void;
  readonly onSignedIn: (signedIn: SignedIn) => Promise<void>;
}

function FirstStep({ email: known, onFactor, onSignedIn }: FirstStepProps) {
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState("");
  const action = useAction();
  const byPassword = () =>
    action.run(async () => {
      const json = { email: email.trim(), password };
      const answer = await portal.plain<SignedIn | FactorWanted>({ method: "POST", path: signIn, json });
      if (answer.status === 202) onFactor(answer.value as FactorWanted);
      else await onSignedIn(answer.value as SignedIn);
    });
  return (
    <Form
      label="Sign in with a password"
      onSubmit={() => void byPassword()}
      actions={
        <Button type="submit" tone="primary" busy={action.busy}>
          Sign in
        </Button>
      }
    >
      {action.problem !== null && <SignInProblem problem={action.problem} />}
      <TextField
        label="E-mail address"
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={setEmail}
      />
      <TextField
        label="Password"
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={setPassword}
      />
    </Form>
  );
}

function SignInProblem({ problem }: { problem: Problem }) {
  if (problem.code !== "invalid_credentials") return <ProblemPanel problem={problem} />;
  return (
    <div className="note note-bad" role="alert">
      <p>The e-mail address and the password do not go together. Check both and try again.</p>
    </div>
  );
}

interface PasskeyButtonProps {
  readonly onSignedIn: (signedIn: SignedIn) => Promise<void>;
}

/** Nothing where the browser has no passkeys. */
export function PasskeyButton({ onSignedIn }: PasskeyButtonProps) {
  const action = useAction();
  if (!passkeysWork()) return null;
  return (
    <>
      <Button
        busy={action.busy}
        onClick={() =>
          void action.run(async () => {
            await onSignedIn(await signInByPasskey());
          })
        }
      >
        Sign in with a passkey
      </Button>
      {action.problem !== null && <ProblemPanel problem={action.problem} />}
    </>
  );
}
