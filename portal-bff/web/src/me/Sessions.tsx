import { usePages } from "../client/hooks.js";
import { portal } from "../client/index.js";
import type { SessionRecord } from "../client/types.js";
import {
  Badge,
  Button,
  EmptyState,
  PagedTable,
  Panel,
  Time,
  TimeAgo,
  useConfirm,
  type Column,
} from "../design/index.js";
import { deviceOf } from "../design/user_agent.js";

const methodNames: Readonly<Record<string, string>> = {
  password: "password",
  totp: "authenticator app",
  recovery_code: "recovery code",
  oidc: "provider",
  passkey: "passkey",
};

function methodsOf(session: SessionRecord): string {
  return session.methods.map((method) => methodNames[method] ?? method).join(", ");
}

export function Sessions() {
  const pages = usePages<SessionRecord>("/api/v1/me/sessions");
  const { dialog, ask } = useConfirm();
  const endOne = (session: SessionRecord): void => {
    const device = deviceOf(session.client.user_agent);
    ask({
      title: `End the session on ${device}?`,
      text: (
        <p>
          Whoever uses it, from {session.client.ip}, is signed out with their next click. What they have not saved there
          is lost.
        </p>
      ),
      confirm: "End session",
      danger: true,
      work: async () => {
        await portal.delete(`/api/v1/me/sessions/${session.id}`);
        pages.reload();
      },
      done: "The session was ended.",
    });
  };
  const endOthers = (): void => {
    ask({
      title: "End all other sessions?",
      text: (
        <p>
          You stay signed in here. Everywhere else you are signed out with the next click; what is not saved there is
          lost.
        </p>
      ),
      confirm: "End all others",
      danger: true,
      work: async () => {
        await portal.delete("/api/v1/me/sessions");
        pages.reload();
      },
      done: "All other sessions were ended.",
    });
  };
  const columns: readonly Column<SessionRecord>[] = [
    {
      title: "Device",
      heading: true,
      cell: (session) => (
        <>
          {deviceOf(session.client.user_agent)} {session.current === true && <Badge tone="good">this one</Badge>}
        </>
      ),
    },
    { title: "Address", cell: (session) => <code>{session.client.ip}</code> },
    { title: "Signed in", cell: (session) => <Time at={session.created_at} /> },
    { title: "Last used", cell: (session) => <TimeAgo at={session.last_seen_at} /> },
    { title: "By", cell: methodsOf },
    {
      title: "What you can do",
      actions: true,
      cell: (session) =>
        session.current !== true && (
          <Button
            small
            label={`End the session on ${deviceOf(session.client.user_agent)} from ${session.client.ip}`}
            onClick={() => {
              endOne(session);
            }}
          >
            End
          </Button>
        ),
    },
  ];
  const others = (pages.items ?? []).some((session) => session.current !== true);
  return (
    <Panel
      title="Where you are signed in"
      lead="If you see a device or an address that is not yours, end it and change your password."
      actions={
        others && (
          <Button small tone="danger" onClick={endOthers}>
            End all others
          </Button>
        )
      }
    >
      <PagedTable
        caption="Your sessions"
        columns={columns}
        pages={pages}
        keyOf={(session) => session.id}
        empty={<EmptyState title="There are no sessions" />}
      />
      {dialog}
    </Panel>
  );
}
