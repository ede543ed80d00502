import { useState } from "react";

import { usePages } from "../client/hooks.js";
import { portal } from "../client/index.js";
import type { Secret } from "../client/types.js";
import {
  Button,
  EmptyState,
  Panel,
  ProblemPanel,
  SkeletonLines,
  Table,
  Time,
  useConfirm,
  type Column,
} from "../design/index.js";
import { byKind, kindMeanings, kindNames } from "./secret_words.js";
import { SecretDialog } from "./SecretDialog.js";

type Editing =
  { readonly kind: "none" } | { readonly kind: "new" } | { readonly kind: "replace"; readonly secret: Secret };

export function Secrets() {
  const pages = usePages<Secret>("/api/v1/secrets?limit=500");
  const [editing, setEditing] = useState<Editing>({ kind: "none" });
  const { dialog, ask } = useConfirm();
  const remove = (secret: Secret): void => {
    ask({
      title: `Delete the secret ${secret.name}?`,
      text: (
        <p>
          What uses it ({kindNames[secret.kind].toLowerCase()}) stops working at once. It cannot be brought back: nobody
          can read it out of here first.
        </p>
      ),
      confirm: "Delete secret",
      danger: true,
      work: async () => {
        await portal.delete(`/api/v1/secrets/${secret.kind}/${secret.name}`);
        pages.reload();
      },
      done: `The secret ${secret.name} was deleted.`,
    });
  };
  const replace = (secret: Secret): void => {
    setEditing({ kind: "replace", secret });
  };
  const { items } = pages;
  return (
    <>
      <Panel
        title="What is kept"
        lead="Each value is sealed before it is stored. No page, no program and no person is ever shown it again."
        actions={
          <Button
            small
            onClick={() => {
              setEditing({ kind: "new" });
            }}
          >
            Store a secret
          </Button>
        }
      >
        {items === null && pages.problem === null && <SkeletonLines lines={4} />}
        {pages.problem !== null && <ProblemPanel problem={pages.problem} onRetry={pages.reload} />}
        {items?.length === 0 && (
          <EmptyState title="No secrets are kept">
            <p>
              Store one when a connection needs a password or a key: a mailbox, a webhook, a partner&rsquo;s system.
            </p>
          </EmptyState>
        )}
        {byKind(items ?? []).map(([kind, some]) => (
          <section key={kind} className="secret-kind">
            <h3>{kindNames[kind]}</h3>
            <p className="muted">{kindMeanings[kind]}</p>
            <Table
              caption={`Secrets: ${kindNames[kind]}`}
              columns={columnsFor(replace, remove)}
              items={some}
              keyOf={({ name }) => name}
            />
          </section>
        ))}
        {pages.more && (
          <p className="paged-more">
            <Button busy={pages.loading} onClick={pages.loadMore}>
              Show more
            </Button>
          </p>
        )}
      </Panel>
      <aside className="note" aria-label="What a fingerprint is for">
        <p>
          <strong>What is a fingerprint for?</strong> It tells two values apart without showing them: the same value of
          your organisation has the same fingerprint, so you can see whether a replacement changed anything. Nothing can
          be found out from it about the value. When the platform changes its master key, all fingerprints change.
        </p>
      </aside>
      {editing.kind !== "none" && (
        <SecretDialog
          replaced={editing.kind === "replace" ? editing.secret : null}
          kept={items ?? []}
          onStored={pages.reload}
          onClose={() => {
            setEditing({ kind: "none" });
          }}
        />
      )}
      {dialog}
    </>
  );
}

function columnsFor(replace: (secret: Secret) => void, remove: (secret: Secret) => void): readonly Column<Secret>[] {
  return [
    { title: "Name", heading: true, cell: ({ name }) => <strong className="breakable">{name}</strong> },
    { title: "Fingerprint", cell: ({ fingerprint }) => <code>{fingerprint}</code> },
    { title: "Stored", cell: ({ created_at: at }) => <Time at={at} /> },
    {
      title: "Replaced",
      cell: ({ created_at: created, updated_at: updated }) =>
        created === updated ? <span className="muted">never</span> : <Time at={updated} />,
    },
    {
      title: "What you can do",
      actions: true,
      cell: (secret) => (
        <>
          <Button
            small
            label={`Replace ${secret.name}`}
            onClick={() => {
              replace(secret);
            }}
          >
            Replace
          </Button>
          <Button
            small
            label={`Delete ${secret.name}`}
            onClick={() => {
              remove(secret);
            }}
          >
            Delete
          </Button>
        </>
      ),
    },
  ];
}
