import { useState } from "react";

import { useAction, useResource } from "../client/hooks.js";
import { portal } from "../client/index.js";
import type { Catalog, CreatedApiKey, OrgCapabilities } from "../client/types.js";
import { Button, CheckboxGroup, Dialog, Form, Loading, Note, SelectField, TextField } from "../design/index.js";
import { day, localTime, toLocalInput } from "../design/time.js";
import { usePerson } from "../shell/person.js";
import { offeredFor, type CapabilityGroup } from "./key_state.js";

interface CreateDialogProps {
  readonly path: string;
  readonly onMade: (made: CreatedApiKey) => void;
  readonly onClose: () => void;
  readonly reload: () => void;
}

export function CreateDialog(props: CreateDialogProps) {
  const { org, permissions } = usePerson();
  const catalog = useResource<Catalog>("/api/v1/capabilities");
  const enabled = useResource<OrgCapabilities>(`/api/v1/orgs/${org.id}/capabilities`);
  return (
    <Dialog title="Make an API key" onClose={props.onClose} wide>
      <Loading resource={catalog} lines={6}>
        {({ capabilities }) => (
          <Loading resource={enabled} lines={6}>
            {(now) => <CreateForm {...props} groups={offeredFor(capabilities, now.enabled, permissions)} />}
          </Loading>
        )}
      </Loading>
    </Dialog>
  );
}

const lives = [
  { value: "90", label: "After 90 days" },
  { value: "365", label: "After a year" },
  { value: "other", label: "At a time that you choose" },
  { value: "never", label: "Never by itself" },
] as const;

function CreateForm({
  path,
  onMade,
  onClose,
  reload,
  groups,
}: CreateDialogProps & { groups: readonly CapabilityGroup[] }) {
  const { org } = usePerson();
  const [now] = useState(() => Date.now());
  const [name, setName] = useState("");
  const [life, setLife] = useState<string>("90");
  const [until, setUntil] = useState(() => toLocalInput(now + 30 * day));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const action = useAction();
  const nameError = action.problem?.pointer === "/name" ? "Give it a name of 1 to 128 characters." : null;
  const untilError = action.problem?.pointer === "/expires_at" ? "This time is over already." : null;
  const create = async (): Promise<void> => {
    const made = await action.run(async () => {
      const json = { name: name.trim(), capabilities: chosen, expires_at: endOf(life, until, now) };
      onMade((await portal.post<CreatedApiKey>(path, json)).value);
    });
    // The answer may have been lost on its way, and the key be there all the same: the list tells.
    if (!made) reload();
  };
  return (
    <Form
      label="Make an API key"
      problem={action.problem}
      shownElsewhere={nameError !== null || untilError !== null}
      onSubmit={() => void create()}
      actions={
        <>
          <Button type="submit" tone="primary" busy={action.busy} disabled={chosen.length === 0}>
            Make key
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <TextField
        label="Name"
        required
        maxLength={128}
        hint="What the program is called that will use it."
        error={nameError}
        value={name}
        onChange={setName}
      />
      <SelectField label="It ends" choices={lives} value={life} onChange={setLife} />
      {life === "other" && (
        <TextField
          label="Until"
          type="datetime-local"
          required
          hint="In your own time zone."
          min={toLocalInput(now)}
          error={untilError}
          value={until}
          onChange={setUntil}
        />
      )}
      {life === "never" && (
        <Note tone="unsure">
          <p>A key that never ends is dangerous for as long as somebody may find it. Replace it from time to time.</p>
        </Note>
      )}
      {(life === "90" || life === "365") && <p className="muted">That is {localTime(now + Number(life) * day)}.</p>}
      {groups.length === 0 && (
        <Note tone="unsure">
          <p>{org.name} has nothing turned on that a key could do. Turn something on under Members and rights first.</p>
        </Note>
      )}
      {groups.map(({ kind, title, capabilities }) => (
        <CheckboxGroup
          key={kind}
          label={title}
          choices={capabilities.map((each) => ({ value: each.id, label: each.title, hint: each.description }))}
          chosen={chosen}
          onChange={setChosen}
        />
      ))}
      {chosen.length === 0 && groups.length > 0 && <p className="muted">Choose at least one thing that it may do.</p>}
    </Form>
  );
}

function endOf(life: string, until: string, now: number): string | null {
  if (life === "never") return null;
  return new Date(life === "other" ? until : now + Number(life) * day).toISOString();
}
