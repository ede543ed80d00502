import { useState } from "react";

import { useAction, usePages, type Pages } from "../client/hooks.js";
import { portal } from "../client/index.js";
import { nameOf } from "../client/name_of.js";
import type { Catalog, Member } from "../client/types.js";
import {
  Badge,
  Badges,
  Button,
  CheckboxGroup,
  Dialog,
  EmptyState,
  Form,
  Note,
  PagedTable,
  Panel,
  TextField,
  Time,
  toast,
  useConfirm,
  type Column,
} from "../design/index.js";
import { rolesAt, usePerson } from "../shell/person.js";
import { roleMeaning, rolesFor } from "./roles.js";

type Editing =
  { readonly kind: "none" } | { readonly kind: "new" } | { readonly kind: "roles"; readonly member: Member };

export function Members({ catalog }: { catalog: Catalog }) {
  const person = usePerson();
  const { org, user } = person;
  const pages = usePages<Member>(`/api/v1/orgs/${org.id}/members`);
  const [editing, setEditing] = useState<Editing>({ kind: "none" });
  const { dialog, ask } = useConfirm();
  const roles = rolesFor(catalog.roles, org.type, rolesAt(person, org.id));
  const close = (): void => {
    setEditing({ kind: "none" });
  };
  const remove = (member: Member): void => {
    ask({
      title: `Remove ${nameOf(member)} from ${org.name}?`,
      text: (
        <p>
          They lose all their rights here with their next click, and what they delegated to others rests. Their account
          stays; you can add them again.
        </p>
      ),
      confirm: `Remove ${nameOf(member)}`,
      danger: true,
      work: async () => {
        await portal.delete(`/api/v1/orgs/${org.id}/members/${member.user_id}`);
        pages.reload();
      },
      done: `${nameOf(member)} is no member any more.`,
    });
  };
  return (
    <Panel
      title="Members"
      lead="What somebody may do comes from their roles. A change counts from their next click on."
      actions={
        <Button
          small
          onClick={() => {
            setEditing({ kind: "new" });
          }}
        >
          Add a member
        </Button>
      }
    >
      <PagedTable
        caption={`Members of ${org.name}`}
        columns={columnsFor(user.id, setEditing, remove)}
        pages={pages}
        keyOf={(member) => member.user_id}
        empty={
          <EmptyState title="Nobody is a member yet">
            <p>Add somebody who has an account in this organisation.</p>
          </EmptyState>
        }
      />
      {editing.kind === "new" && <AddDialog roles={roles} pages={pages} onClose={close} />}
      {editing.kind === "roles" && <RolesDialog member={editing.member} roles={roles} pages={pages} onClose={close} />}
      {dialog}
    </Panel>
  );
}

function columnsFor(
  ownId: string,
  edit: (editing: Editing) => void,
  remove: (member: Member) => void,
): readonly Column<Member>[] {
  return [
    {
      title: "Name",
      heading: true,
      cell: (member) => (
        <>
          <strong className="breakable">{nameOf(member)}</strong> {member.user_id === ownId && <Badge>you</Badge>}
          {member.disabled_at !== null && <Badge tone="bad">disabled</Badge>}
          {member.name !== "" && (
            <>
              <br />
              <span className="muted breakable">{member.email}</span>
            </>
          )}
        </>
      ),
    },
    { title: "Roles", cell: (member) => <Badges of={member.roles} /> },
    { title: "Member since", cell: (member) => <Time at={member.member_since} /> },
    {
      title: "What you can do",
      actions: true,
      // Nobody changes their own roles: the server refuses it, so it is not offered.
      cell: (member) =>
        member.user_id !== ownId && (
          <>
            <Button
              small
              label={`Change the roles of ${nameOf(member)}`}
              onClick={() => {
                edit({ kind: "roles", member });
              }}
            >
              Roles
            </Button>
            <Button
              small
              label={`Remove ${nameOf(member)}`}
              onClick={() => {
                remove(member);
              }}
            >
              Remove
            </Button>
          </>
        ),
    },
  ];
}

interface RolesProps {
  readonly roles: readonly string[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

function RolesChoice({ roles, chosen, onChange }: RolesProps) {
  return (
    <CheckboxGroup
      label="Roles"
      choices={roles.map((role) => ({ value: role, label: role, hint: roleMeaning(role) }))}
      chosen={chosen}
      onChange={onChange}
    />
  );
}

interface EditProps {
  readonly roles: readonly string[];
  readonly pages: Pages<Member>;
  readonly onClose: () => void;
}

function AddDialog({ roles, pages, onClose }: EditProps) {
  const { org } = usePerson();
  const [email, setEmail] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const action = useAction();
  const unknown = action.problem?.code === "not_found";
  const add = async (): Promise<void> => {
    const added = await action.run(async () => {
      await portal.post(`/api/v1/orgs/${org.id}/members`, { email: email.trim(), roles: chosen });
    });
    if (!added) return;
    onClose();
    pages.reload();
    toast(`${email.trim()} is a member now.`);
  };
  return (
    <Dialog title={`Add a member to ${org.name}`} onClose={onClose}>
      <Form
        label="Add a member"
        problem={action.problem}
        shownElsewhere={unknown}
        onSubmit={() => void add()}
        actions={
          <>
            <Button type="submit" tone="primary" busy={action.busy} disabled={chosen.length === 0}>
              Add member
            </Button>
            <Button onClick={onClose}>Cancel</Button>
          </>
        }
      >
        <TextField
          label="E-mail address"
          type="email"
          required
          hint="Of somebody who has an account in this organisation. Accounts are made by who runs the platform."
          error={unknown ? "Nobody in this organisation has an account with this address." : null}
          value={email}
          onChange={setEmail}
        />
        <RolesChoice roles={roles} chosen={chosen} onChange={setChosen} />
      </Form>
    </Dialog>
  );
}

function RolesDialog({ member, roles, pages, onClose }: EditProps & { member: Member }) {
  const { org } = usePerson();
  const [chosen, setChosen] = useState<readonly string[]>(member.roles);
  const action = useAction();
  const gained = chosen.filter((role) => !member.roles.includes(role));
  const lost = member.roles.filter((role) => !chosen.includes(role));
  const kept = member.roles.filter((role) => !roles.includes(role));
  const save = async (): Promise<void> => {
    const saved = await action.run(async () => {
      await portal.put(`/api/v1/orgs/${org.id}/members/${member.user_id}/roles`, { roles: chosen });
    });
    if (!saved) return;
    onClose();
    pages.reload();
    toast(`The roles of ${nameOf(member)} were changed.`);
  };
  return (
    <Dialog title={`Roles of ${nameOf(member)}`} onClose={onClose}>
      <Form
        label={`Roles of ${nameOf(member)}`}
        problem={action.problem}
        onSubmit={() => void save()}
        actions={
          <>
            <Button
              type="submit"
              tone="primary"
              busy={action.busy}
              disabled={chosen.length === 0 || gained.length + lost.length === 0}
            >
              Save roles
            </Button>
            <Button onClick={onClose}>Cancel</Button>
          </>
        }
      >
        <RolesChoice roles={roles} chosen={chosen} onChange={setChosen} />
        {kept.length > 0 && (
          <p className="muted">They keep {kept.join(" and ")}, which only a SUPER_ADMIN gives and takes.</p>
        )}
        {gained.length + lost.length > 0 && (
          <Note>
            {gained.length > 0 && <p>Gains {gained.join(", ")}.</p>}
            {lost.length > 0 && <p>Loses {lost.join(", ")}.</p>}
          </Note>
        )}
        {chosen.length === 0 && <p className="muted">To take all roles away, remove the member instead.</p>}
      </Form>
    </Dialog>
  );
}
