import type { ApiKey } from "../client/types.js";
import { Badge, Badges, Button, Id, Time, TimeAgo, TimeLeft, type Column } from "../design/index.js";
import { stateOf, type KeyState } from "./key_state.js";

const badges = {
  live: null,
  ends_soon: <Badge tone="unsure">ends soon</Badge>,
  over: <Badge>over</Badge>,
  ended: <Badge tone="bad">ended</Badge>,
} as const satisfies Record<KeyState, unknown>;

const stateNow = (key: ApiKey): KeyState => stateOf(key, Date.now());
const works = (key: ApiKey): boolean => ["live", "ends_soon"].includes(stateNow(key));

export function keyColumns(rotate: (key: ApiKey) => void, revoke: (key: ApiKey) => void): readonly Column<ApiKey>[] {
  return [
    {
      title: "Key",
      heading: true,
      cell: (key) => (
        <>
          <strong className="breakable">{key.name}</strong> {badges[stateNow(key)]}
          <br />
          <Id of={key.id} />
        </>
      ),
    },
    { title: "May", cell: (key) => <Badges of={key.capabilities} /> },
    {
      title: "Last used",
      cell: (key) =>
        key.last_used_at === null ? <span className="muted">never</span> : <TimeAgo at={key.last_used_at} />,
    },
    { title: "Ends", cell: (key) => <Ends of={key} /> },
    { title: "Made", cell: (key) => <TimeAgo at={key.created_at} /> },
    {
      title: "What you can do",
      actions: true,
      cell: (key) =>
        works(key) && (
          <>
            <Button
              small
              label={`Replace ${key.name}`}
              onClick={() => {
                rotate(key);
              }}
            >
              Replace
            </Button>
            <Button
              small
              label={`End ${key.name}`}
              onClick={() => {
                revoke(key);
              }}
            >
              End
            </Button>
          </>
        ),
    },
  ];
}

function Ends({ of }: { of: ApiKey }) {
  if (of.revoked_at !== null) return <Time at={of.revoked_at} />;
  if (of.expires_at === null) return <span className="muted">never</span>;
  return works(of) ? <TimeLeft until={of.expires_at} /> : <Time at={of.expires_at} />;
}
