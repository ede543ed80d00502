import { useState } from "react";

import { useAction } from "../client/hooks.js";
import { portal } from "../client/index.js";
import type { Me } from "../client/types.js";
import {
  Button,
  Checkbox,
  CopyButton,
  Dialog,
  Form,
  Note,
  ProblemPanel,
  TextField,
  Time,
  toast,
  useConfirm,
} from "../design/index.js";

interface AuthenticatorAppProps {
  readonly factors: Me["second_factors"];
  readonly changed: () => void;
}

interface NewTotp {
  readonly uri: string;
  readonly secret: string;
}

export function AuthenticatorApp({ factors, changed }: AuthenticatorAppProps) {
  const [enrolling, setEnrolling] = useState<NewTotp | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const { enrolled_at: since } = factors.totp;
  return (
    <>
      {since === null ? (
        <SetUp onStarted={setEnrolling} />
      ) : (
        <InUse since={since} left={factors.recovery_codes_left} onCodes={setCodes} changed={changed} />
      )}
      {enrolling !== null && (
        <EnrolDialog
          totp={enrolling}
          onClose={() => {
            setEnrolling(null);
          }}
          onConfirmed={(made) => {
            setEnrolling(null);
            setCodes(made);
          }}
        />
      )}
      {codes !== null && (
        <CodesDialog
          codes={codes}
          onClose={() => {
            setCodes(null);
            changed();
          }}
        />
      )}
    </>
  );
}

function SetUp({ onStarted }: { onStarted: (totp: NewTotp) => void }) {
  const action = useAction();
  const start = () =>
    action.run(async () => {
      onStarted((await portal.post<NewTotp>("/api/v1/me/totp")).value);
    });
  return (
    <>
      <p>Not set up yet.</p>
      {action.problem !== null && <ProblemPanel problem={action.problem} />}
      <p>
        <Button tone="primary" busy={action.busy} onClick={() => void start()}>
          Set up an app
        </Button>
      </p>
    </>
  );
}

interface InUseProps {
  readonly since: string;
  readonly left: number;
  readonly onCodes: (codes: readonly string[]) => void;
  readonly changed: () => void;
}

function InUse({ since, left, onCodes, changed }: InUseProps) {
  const { dialog, ask } = useConfirm();
  const makeCodes = (): void => {
    ask({
      title: "Make new recovery codes?",
      text: <p>The codes that you have now stop working at once. The new ones are shown one time only.</p>,
      confirm: "Make new codes",
      work: async () => {
        onCodes((await portal.post<{ recovery_codes: string[] }>("/api/v1/me/recovery-codes")).value.recovery_codes);
      },
      done: "New recovery codes were made.",
    });
  };
  const remove = (): void => {
    ask({
      title: "Remove the authenticator app?",
      text: (
        <p>
          From then on your password alone signs you in, unless you have a passkey. Your recovery codes stop working,
          too.
        </p>
      ),
      confirm: "Remove the app",
      danger: true,
      work: async () => {
        await portal.delete("/api/v1/me/totp");
        changed();
      },
      done: "The authenticator app was removed.",
    });
  };
  return (
    <>
      <p className="status status-good">
        <span>
          In use since <Time at={since} />
        </span>
      </p>
      <p className={left < 3 ? "status status-unsure" : "status status-good"}>
        {left === 1 ? "One recovery code is left." : `${String(left)} recovery codes are left.`}
      </p>
      <p className="form-actions">
        <Button onClick={makeCodes}>Make new recovery codes</Button>
        <Button tone="danger" onClick={remove}>
          Remove the app
        </Button>
      </p>
      {dialog}
    </>
  );
}

interface EnrolDialogProps {
  readonly totp: NewTotp;
  readonly onClose: () => void;
  readonly onConfirmed: (codes: readonly string[]) => void;
}

function EnrolDialog({ totp, onClose, onConfirmed }: EnrolDialogProps) {
  const [code, setCode] = useState("");
  const action = useAction();
  const wrong = action.problem?.code === "invalid_credentials";
  const confirm = () =>
    action.run(async () => {
      const json = { code: code.replace(/\s/g, "") };
      onConfirmed(
        (await portal.post<{ recovery_codes: string[] }>("/api/v1/me/totp/confirm", json)).value.recovery_codes,
      );
    });
  return (
    <Dialog title="Set up an authenticator app" onClose={onClose}>
      <ol className="steps">
        <li>
          Open your app and add an account. On this device,{" "}
          <a href={totp.uri} rel="noreferrer">
            open the app from here
          </a>
          ; on another, choose &ldquo;enter a key by hand&rdquo; and type this one:
          <code className="hash secret">{inGroups(totp.secret)}</code>
          <span className="form-actions">
            <CopyButton text={totp.secret} what="key" />
            <CopyButton text={totp.uri} what="whole address" />
          </span>
        </li>
        <li>Type the six digits that the app shows now.</li>
      </ol>
      <Form
        label="Confirm the app"
        problem={action.problem}
        shownElsewhere={wrong}
        onSubmit={() => void confirm()}
        actions={
          <Button type="submit" tone="primary" busy={action.busy}>
            Confirm
          </Button>
        }
      >
        <TextField
          label="Code from the app"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          error={
            wrong
              ? "This code is not right. Wait for the next one, or check that your phone shows the right time."
              : null
          }
          value={code}
          onChange={setCode}
        />
      </Form>
    </Dialog>
  );
}

/** Four by four, as people type. */
function inGroups(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, "$1 ");
}

function CodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const [kept, setKept] = useState(false);
  return (
    <Dialog
      title="Your recovery codes"
      onClose={() => {
        if (kept) onClose();
        else toast("Keep the codes first: they are not shown again.");
      }}
    >
      <Note tone="unsure">
        <p>
          They are shown this one time. Each signs you in once when your phone is not at hand. Keep them where your
          password is not.
        </p>
      </Note>
      <ul className="recovery-codes">
        {codes.map((each) => (
          <li key={each}>
            <code>{each}</code>
          </li>
        ))}
      </ul>
      <CopyButton text={codes.join("\n")} what="all codes" />
      <Checkbox label="I have kept them" checked={kept} onChange={setKept} />
      <div className="form-actions">
        <Button tone="primary" disabled={!kept} onClick={onClose}>
          Done
        </Button>
      </div>
    </Dialog>
  );
}
