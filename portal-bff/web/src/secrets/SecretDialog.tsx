import { useState } from "react";

import { useAction } from "../client/hooks.js";
import { portal } from "../client/index.js";
import type { Secret, SecretKind } from "../client/types.js";
import {
  Button,
  CopyButton,
  Dialog,
  Form,
  Note,
  SelectField,
  TextAreaField,
  TextField,
  toast,
} from "../design/index.js";
import { kindMeanings, kindNames, kinds, nameFlaw, newWebhookSecret, valueFlaw } from "./secret_words.js";

interface SecretDialogProps {
  /** null: a new one. */
  readonly replaced: Secret | null;
  readonly kept: readonly Secret[];
  readonly onStored: () => void;
  readonly onClose: () => void;
}

const choices = kinds.map((kind) => ({ value: kind, label: kindNames[kind] }));

export function SecretDialog({ replaced, kept, onStored, onClose }: SecretDialogProps) {
  const [kind, setKind] = useState<SecretKind>(replaced?.kind ?? "imap");
  const [name, setName] = useState(replaced?.name ?? "");
  const [value, setValue] = useState("");
  const [made, setMade] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const action = useAction();
  const nameError = tried ? nameFlaw(name) : null;
  const refused = action.problem?.pointer === "/value" ? action.problem.detail : null;
  const valueError = (tried ? valueFlaw(kind, value) : null) ?? refused;
  const taken = replaced === null && kept.some((each) => each.kind === kind && each.name === name);
  const store = async (): Promise<void> => {
    setTried(true);
    if (nameFlaw(name) !== null || valueFlaw(kind, value) !== null) return;
    const stored = await action.run(async () => {
      await portal.put<Secret>(`/api/v1/secrets/${kind}/${name}`, { value });
    });
    if (!stored) return;
    onClose();
    onStored();
    toast(`The secret ${name} was stored.`);
  };
  const makeOne = (): void => {
    const secret = newWebhookSecret(crypto.getRandomValues(new Uint8Array(32)));
    setMade(secret);
    setValue(value.trim() === "" ? secret : `${secret} ${value.trim()}`);
  };
  return (
    <Dialog title={replaced === null ? "Store a secret" : `Replace the secret ${replaced.name}`} onClose={onClose}>
      <Form
        label="Store a secret"
        problem={action.problem}
        shownElsewhere={refused !== null}
        onSubmit={() => void store()}
        actions={
          <>
            <Button type="submit" tone="primary" busy={action.busy}>
              {replaced === null && !taken ? "Store secret" : "Replace secret"}
            </Button>
            <Button onClick={onClose}>Cancel</Button>
          </>
        }
      >
        {replaced === null ? (
          <>
            <SelectField
              label="Kind"
              hint={kindMeanings[kind]}
              choices={choices}
              value={kind}
              onChange={(chosen) => {
                setKind(chosen as SecretKind);
              }}
            />
            <TextField
              label="Name"
              required
              hint="What you call it by, like rates-inbox. Everybody who manages connections here sees the name."
              error={nameError}
              value={name}
              onChange={setName}
            />
          </>
        ) : (
          <p>What uses it works with the new value from its next use on. The present value is gone then.</p>
        )}
        <TextAreaField
          label={replaced === null ? "Value" : "New value"}
          secret
          required
          rows={3}
          hint="You see it while you type it, and never again."
          error={valueError}
          value={value}
          onChange={setValue}
        />
        {kind === "webhook" && (
          <div className="stack-tight">
            <Button small onClick={makeOne}>
              Make one for me
            </Button>
            {made !== null && (
              <>
                <p className="muted">Your server needs it, too. Copy it now.</p>
                <CopyButton text={made} what="the new secret" />
              </>
            )}
          </div>
        )}
        {taken && (
          <Note tone="unsure">
            <p>There is one of this kind and name. Its value is replaced by yours.</p>
          </Note>
        )}
      </Form>
    </Dialog>
  );
}
