import { useState } from "react";

import { useAction, useResource } from "../client/hooks.js";
import { portal } from "../client/index.js";
import { createPasskey, passkeysWork } from "../client/passkey.js";
import type { Page, Passkey } from "../client/types.js";
import { deviceOf } from "../design/user_agent.js";
import {
  Button,
  Dialog,
  EmptyState,
  Form,
  Loading,
  Panel,
  Table,
  TextField,
  Time,
  toast,
  useConfirm,
  type Column,
} from "../design/index.js";

export function Passkeys() {
  const passkeys = useResource<Page<Passkey>>("/api/v1/me/passkeys");
  const [adding, setAdding] = useState(false);
  const { dialog, ask } = useConfirm();
  const remove = (passkey: Passkey): void => {
    ask({
      title: `Remove the passkey \u201c${passkey.name}\u201d?`,
      text: (
        <p>
          It no longer signs you in. Remove it from your device&rsquo;s own list as well, or it goes on offering it.
        </p>
      ),
      confirm: "Remove passkey",
      danger: true,
      work: async () => {
        await portal.delete(`/api/v1/me/passkeys/${passkey.id}`);
        passkeys.reload();
      },
      done: `The passkey \u201c${passkey.name}\u201d was removed.`,
    });
  };
  const columns: readonly Column<Passkey>[] = [
    { title: "Name", heading: true, cell: (passkey) => passkey.name },
    { title: "Added", cell: (passkey) => <Time at={passkey.created_at} /> },
    {
      title: "Last used",
      cell: (passkey) => (passkey.last_used_at === null ? "Never" : <Time at={passkey.last_used_at} />),
    },
    { title: "Where it is", cell: placeOf },
    {
      title: "What you can do",
      actions: true,
      cell: (passkey) => (
        <Button
          small
          label={`Remove ${passkey.name}`}
          onClick={() => {
            remove(passkey);
          }}
        >
          Remove
        </Button>
      ),
    },
  ];
  return (
    <Panel
      title="Passkeys"
      lead="A passkey signs you in by your finger, your face or a PIN. Nothing to remember, and nothing to steal."
      actions={
        passkeysWork() && (
          <Button
            small
            onClick={() => {
              setAdding(true);
            }}
          >
            Add a passkey
          </Button>
        )
      }
    >
      <Loading resource={passkeys}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="You have no passkey yet">
              <p>
                {passkeysWork()
                  ? "Add one for the device that you are using now."
                  : "This browser does not offer passkeys here. Try another one."}
              </p>
            </EmptyState>
          ) : (
            <Table caption="Your passkeys" columns={columns} items={items} keyOf={(passkey) => passkey.id} />
          )
        }
      </Loading>
      {adding && (
        <AddDialog
          onClose={() => {
            setAdding(false);
          }}
          onAdded={() => {
            setAdding(false);
            passkeys.reload();
          }}
        />
      )}
      {dialog}
    </Panel>
  );
}

function placeOf({ synced }: Passkey): string {
  if (synced === null) return "Unknown";
  return synced ? "Copied between your devices" : "On one device";
}

function AddDialog({ onClose, onAdded }: { onClose: () => void; onAdded: () => void }) {
  const [name, setName] = useState(() => deviceOf(navigator.userAgent));
  const action = useAction();
  const add = async (): Promise<void> => {
    const added = await action.run(async () => {
      const { value } = await portal.post<{ options: unknown; transaction: string }>("/api/v1/me/passkeys/start");
      const credential = await createPasskey(value.options);
      await portal.post("/api/v1/me/passkeys", { transaction: value.transaction, credential, name: name.trim() });
    });
    if (!added) return;
    onAdded();
    toast("The passkey was added.");
  };
  return (
    <Dialog title="Add a passkey" onClose={onClose}>
      <Form
        label="Add a passkey"
        problem={action.problem}
        onSubmit={() => void add()}
        actions={
          <>
            <Button type="submit" tone="primary" busy={action.busy}>
              Go on
            </Button>
            <Button onClick={onClose}>Cancel</Button>
          </>
        }
      >
        <TextField
          label="Name"
          hint="So that you know later which one it is."
          required
          maxLength={64}
          value={name}
          onChange={setName}
        />
        <p className="muted">Your browser then asks where to keep it.</p>
      </Form>
    </Dialog>
  );
}
