import { useState } from "react";

import { usePages } from "../client/hooks.js";
import { portal } from "../client/index.js";
import type { ApiKey, CreatedApiKey } from "../client/types.js";
import { Button, EmptyState, PagedTable, PageHead, Panel, useConfirm } from "../design/index.js";
import { usePerson } from "../shell/person.js";
import { CreateDialog } from "./CreateDialog.js";
import { keyColumns } from "./key_columns.js";
import { NewKeyDialog } from "./NewKeyDialog.js";
import { RotateDialog } from "./RotateDialog.js";

type Open =
  | { readonly kind: "none" }
  | { readonly kind: "create" }
  | { readonly kind: "rotate"; readonly key: ApiKey }
  | { readonly kind: "made"; readonly made: CreatedApiKey };

export function KeysPage() {
  const { org } = usePerson();
  const path = `/api/v1/orgs/${org.id}/api-keys`;
  const pages = usePages<ApiKey>(path);
  const [open, setOpen] = useState<Open>({ kind: "none" });
  const { dialog, ask } = useConfirm();
  const close = (): void => {
    setOpen({ kind: "none" });
  };
  const made = (key: CreatedApiKey): void => {
    setOpen({ kind: "made", made: key });
    pages.reload();
  };
  const revoke = (key: ApiKey): void => {
    ask({
      title: `End the key ${key.name}?`,
      text: (
        <>
          <p>Whatever uses it is refused from its next call on. It cannot be brought back.</p>
          <p>If a program still needs it, replace the key instead: then the old one works for a while longer.</p>
        </>
      ),
      confirm: "End key",
      danger: true,
      work: async () => {
        await portal.delete(`${path}/${key.id}`);
        pages.reload();
      },
      done: `The key ${key.name} was ended.`,
    });
  };
  const create = (
    <Button
      small
      onClick={() => {
        setOpen({ kind: "create" });
      }}
    >
      Make a key
    </Button>
  );
  return (
    <div className="stack">
      <PageHead title="API keys" lead={<>Keys let programs work for {org.name} without a person who signs in.</>} />
      <Panel
        title="Keys"
        lead="Each can do what it was made for and no more. Give every program a key of its own."
        actions={create}
      >
        <PagedTable
          caption={`API keys of ${org.name}`}
          columns={keyColumns((key) => {
            setOpen({ kind: "rotate", key });
          }, revoke)}
          pages={pages}
          keyOf={(key) => key.id}
          empty={
            <EmptyState title="There are no keys yet">
              <p>Make one when a program of yours, or of a partner, should call the API.</p>
            </EmptyState>
          }
        />
      </Panel>
      {open.kind === "create" && <CreateDialog path={path} onMade={made} onClose={close} reload={pages.reload} />}
      {open.kind === "rotate" && (
        <RotateDialog path={path} replaced={open.key} onMade={made} onClose={close} reload={pages.reload} />
      )}
      {open.kind === "made" && <NewKeyDialog made={open.made} onClose={close} />}
      {dialog}
    </div>
  );
}
