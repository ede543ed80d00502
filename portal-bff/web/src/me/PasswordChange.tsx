import { useState } from "react";

import { useAction } from "../client/hooks.js";
import { portal } from "../client/index.js";
import { wordsOf } from "../client/words.js";
import { Button, Form, Panel, TextField, toast } from "../design/index.js";
import { usePerson } from "../shell/person.js";

export function PasswordChange() {
  const { user } = usePerson();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const action = useAction();
  const { problem } = action;
  const ofCurrent = problem?.code === "wrong_password";
  const ofNext = problem?.code === "weak_password";
  const change = async (): Promise<void> => {
    const json = { current_password: current, new_password: next };
    const changed = await action.run(async () => {
      await portal.post("/api/v1/me/password", json);
    });
    if (!changed) return;
    setCurrent("");
    setNext("");
    toast("Your password was changed. All your other sessions were ended.");
  };
  return (
    <Panel title="Password" lead="Changing it ends all your other sessions.">
      <Form
        label="Change your password"
        problem={problem}
        shownElsewhere={ofCurrent || ofNext}
        onSubmit={() => void change()}
        actions={
          <Button type="submit" tone="primary" busy={action.busy}>
            Change password
          </Button>
        }
      >
        {/* Password managers look for the name that goes with the password. */}
        <input
          className="visually-hidden"
          type="email"
          autoComplete="username"
          readOnly
          tabIndex={-1}
          aria-hidden="true"
          value={user.email}
        />
        <TextField
          label="Present password"
          type="password"
          autoComplete="current-password"
          required
          error={ofCurrent ? wordsOf(problem) : null}
          value={current}
          onChange={setCurrent}
        />
        <TextField
          label="New password"
          type="password"
          autoComplete="new-password"
          required
          hint="At least twelve characters. A few words in a row are fine; it needs no special signs and never runs out."
          error={ofNext ? wordsOf(problem) : null}
          value={next}
          onChange={setNext}
        />
      </Form>
    </Panel>
  );
}
