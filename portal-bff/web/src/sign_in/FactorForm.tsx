import { useEffect, useRef, useState } from "react";

import { useAction } from "../client/hooks.js";
import type { FactorMethod } from "../client/types.js";
import { Button } from "../design/Button.js";
import { TextField } from "../design/Field.js";
import { Form } from "../design/Form.js";

interface FactorFormProps {
  readonly methods: readonly string[];
  readonly submit: (answer: { method: FactorMethod; code: string }) => Promise<void>;
  readonly onStartAgain?: () => void;
}

const words = {
  totp: {
    label: "Code from your authenticator app",
    hint: "Six digits. A code works once: if you have just used one, wait for the next.",
    other: "Use a recovery code instead",
  },
  recovery_code: {
    label: "Recovery code",
    hint: "One of those that you kept when you set up the app. Each works once.",
    other: "Use the authenticator app instead",
  },
} as const;

/** The second step: a code from the app, or one of those kept for a day without it. */
export function FactorForm({ methods, submit, onStartAgain }: FactorFormProps) {
  const [method, setMethod] = useState<FactorMethod>(methods.includes("totp") ? "totp" : "recovery_code");
  const [code, setCode] = useState("");
  const action = useAction();
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    form.current?.querySelector("input")?.focus();
  }, [method]);
  const other: FactorMethod = method === "totp" ? "recovery_code" : "totp";
  const { label, hint, other: otherWords } = words[method];
  const wrong = action.problem?.code === "invalid_credentials";
  return (
    <div className="stack" ref={form}>
      <Form
        label="Second step"
        problem={action.problem}
        shownElsewhere={wrong}
        onSubmit={() =>
          void action.run(() => submit({ method, code: method === "totp" ? code.replace(/\s/g, "") : code.trim() }))
        }
        actions={
          <Button type="submit" tone="primary" busy={action.busy}>
            Continue
          </Button>
        }
      >
        <TextField
          label={label}
          hint={hint}
          error={wrong ? "This code is not right, or was used before." : null}
          autoComplete="one-time-code"
          inputMode={method === "totp" ? "numeric" : "text"}
          required
          value={code}
          onChange={setCode}
        />
      </Form>
      <p className="stack-tight">
        {methods.includes(other) && (
          <button
            className="link-button"
            type="button"
            onClick={() => {
              action.clear();
              setCode("");
              setMethod(other);
            }}
          >
            {otherWords}
          </button>
        )}
        {onStartAgain !== undefined && (
          <button className="link-button" type="button" onClick={onStartAgain}>
            Start again
          </button>
        )}
      </p>
    </div>
  );
}
