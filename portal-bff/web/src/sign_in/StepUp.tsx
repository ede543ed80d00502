import { useState } from "react";

import { useAction, useResource } from "../client/hooks.js";
import { portal } from "../client/index.js";
import { askForPasskey, passkeysWork } from "../client/passkey.js";
import type { Me } from "../client/types.js";
import { Button } from "../design/Button.js";
import { TextField } from "../design/Field.js";
import { Form } from "../design/Form.js";
import { ProblemPanel } from "../design/ProblemPanel.js";
import { FactorForm } from "./FactorForm.js";

const stepUp = "/api/portal/step-up";

async function prove(json: unknown): Promise<string> {
  return (await portal.plain<{ csrf_token: string }>({ method: "POST", path: stepUp, json })).value.csrf_token;
}

async function byPasskey(): Promise<string> {
  const { value } = await portal.plain<{ options: unknown }>({ method: "POST", path: `${stepUp}/passkey/start` });
  return await prove({ credential: await askForPasskey(value.options) });
}

interface StepUpProps {
  readonly onProven: (csrfToken: string) => Promise<void>;
}

/** Proving once more who one is, by what one has: an app's code where there is one, the password, a passkey. */
export function StepUp({ onProven }: StepUpProps) {
  const { loaded } = useResource<Me>("/api/v1/me");
  const [askPassword, setAskPassword] = useState(false);
  const hasApp = loaded.kind === "ready" && loaded.value.second_factors.totp.enrolled_at !== null;
  return (
    <div className="stack">
      {hasApp && !askPassword ? (
        <FactorForm methods={["totp", "recovery_code"]} submit={async (answer) => onProven(await prove(answer))} />
      ) : (
        <PasswordProof onProven={onProven} />
      )}
      {hasApp && (
        <p>
          <button
            className="link-button"
            type="button"
            onClick={() => {
              setAskPassword(!askPassword);
            }}
          >
            {askPassword ? "Use a code instead" : "Use your password instead"}
          </button>
        </p>
      )}
      <PasskeyProof onProven={onProven} />
    </div>
  );
}

function PasswordProof({ onProven }: StepUpProps) {
  const [password, setPassword] = useState("");
  const action = useAction();
  const wrong = action.problem?.code === "invalid_credentials";
  return (
    <Form
      label="Your password"
      problem={action.problem}
      shownElsewhere={wrong}
      onSubmit={() =>
        void action.run(async () => {
          await onProven(await prove({ password }));
        })
      }
      actions={
        <Button type="submit" tone="primary" busy={action.busy}>
          Continue
        </Button>
      }
    >
      <TextField
        label="Password"
        type="password"
        autoComplete="current-password"
        required
        error={wrong ? "This password is not right." : null}
        value={password}
        onChange={setPassword}
      />
    </Form>
  );
}

function PasskeyProof({ onProven }: StepUpProps) {
  const action = useAction();
  if (!passkeysWork()) return null;
  return (
    <>
      <p>
        <Button
          busy={action.busy}
          onClick={() =>
            void action.run(async () => {
              await onProven(await byPasskey());
            })
          }
        >
          Use a passkey
        </Button>
      </p>
      {action.problem !== null && <ProblemPanel problem={action.problem} />}
    </>
  );
}
