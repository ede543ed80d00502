import { useState } from "react";

import { useAction, useWhole } from "../client/hooks.js";
import type { OrgRecord, PortalSession } from "../client/types.js";
import { Button } from "../design/Button.js";
import { ConfirmDialog } from "../design/Dialog.js";
import { SelectField, TextField } from "../design/Field.js";
import { Loading } from "../design/Loading.js";
import { beginOverride } from "./begin.js";
import { matchingOrgs } from "./orgs.js";

/** Of more than these a word is asked for before one is chosen. */
const fewOrgs = 12;

/** What the platform may do besides: on record, in the data of any organisation. */
export function OverrideSection({ session }: { session: PortalSession }) {
  const [open, setOpen] = useState(false);
  const administers = session.permissions.includes("org.admin");
  if (!open) {
    return (
      <p>
        <Button
          onClick={() => {
            setOpen(true);
          }}
        >
          Act on another organisation&rsquo;s data
        </Button>
      </p>
    );
  }
  // The list is an administrator's.
  return administers ? <OverrideChoice session={session} /> : <OverrideById session={session} />;
}

function OverrideChoice({ session }: { session: PortalSession }) {
  const orgs = useWhole<OrgRecord>("/api/v1/orgs");
  return (
    <Loading resource={orgs} lines={2}>
      {({ items }) => <OrgChoice session={session} orgs={items.filter(({ id }) => id !== session.org.id)} />}
    </Loading>
  );
}

function OrgChoice({ session, orgs }: { session: PortalSession; orgs: readonly OrgRecord[] }) {
  const [word, setWord] = useState("");
  const [chosenId, setChosenId] = useState("");
  const [asking, setAsking] = useState(false);
  const matching = matchingOrgs(orgs, word);
  const chosen = matching.find(({ id }) => id === chosenId);
  if (orgs.length === 0) return <p className="muted">There is no other organisation yet.</p>;
  return (
    <form
      className="form"
      aria-label="Act on another organisation's data"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== undefined) setAsking(true);
      }}
    >
      {orgs.length > fewOrgs && (
        <TextField label="Find by name or id" type="search" value={word} onChange={setWord} />
      )}
      <SelectField
        label="Organisation"
        required
        value={chosen?.id ?? ""}
        onChange={setChosenId}
        choices={[
          { value: "", label: matching.length === 0 ? "None fits" : "Choose an organisation" },
          ...matching.map((org) => ({ value: org.id, label: labelOf(org) })),
        ]}
      />
      <div className="form-actions">
        <Button type="submit">Go on</Button>
      </div>
      {asking && chosen !== undefined && (
        <Confirmation
          session={session}
          org={chosen}
          onClose={() => {
            setAsking(false);
          }}
        />
      )}
    </form>
  );
}

function OverrideById({ session }: { session: PortalSession }) {
  const [id, setId] = useState("");
  const [asking, setAsking] = useState(false);
  const orgId = id.trim();
  return (
    <form
      className="form"
      aria-label="Act on another organisation's data"
      onSubmit={(event) => {
        event.preventDefault();
        setAsking(true);
      }}
    >
      <TextField label="Id of the organisation" required value={id} onChange={setId} hint="It begins with org_." />
      <div className="form-actions">
        <Button type="submit">Go on</Button>
      </div>
      {asking && (
        <Confirmation
          session={session}
          org={{ id: orgId, name: orgId }}
          onClose={() => {
            setAsking(false);
          }}
        />
      )}
    </form>
  );
}

/** Names can be alike: the end of the id tells them apart. */
function labelOf({ name, id, disabled_at: disabled }: OrgRecord): string {
  return `${name} (\u2026${id.slice(-6)}${disabled === null ? "" : ", disabled"})`;
}

interface ConfirmationProps {
  readonly session: PortalSession;
  readonly org: Pick<OrgRecord, "id" | "name">;
  readonly onClose: () => void;
}

function Confirmation({ session, org, onClose }: ConfirmationProps) {
  const action = useAction();
  const begin = async (): Promise<void> => {
    const done = await action.run(() => beginOverride(session, org.id));
    if (done) location.assign("/");
  };
  return (
    <ConfirmDialog
      title={`Act on the data of ${org.name}?`}
      confirm="Act on it, on record"
      danger
      busy={action.busy}
      problem={action.problem}
      onConfirm={() => void begin()}
      onClose={onClose}
    >
      <p>
        Each request of this tab, reading included, is written to the log of <strong>{org.name}</strong>, and so to the
        platform&rsquo;s: who you are, when, from where and what you asked for. Its people can read that.
      </p>
      <p>The row stands before anything runs. Where it cannot be written, nothing is done.</p>
      <p>It goes on in this tab until you stop, close it, or your session ends.</p>
    </ConfirmDialog>
  );
}
