import { useResource } from "../client/hooks.js";
import type { AuditRow, Page } from "../client/types.js";
import { CopyButton } from "../design/index.js";
import { nearbyPath, successorsOf } from "./row_list.js";
import { Section } from "./Section.js";

const noHash = "0".repeat(64);

/** Where the row stands between its neighbours, in the log's chain and in its organisation's. */
export function ChainPlace({ row, known }: { row: AuditRow; known: readonly AuditRow[] }) {
  const nearby = useResource<Page<AuditRow>>(nearbyPath(row));
  const looking = nearby.loaded.kind === "loading";
  const found = nearby.loaded.kind === "ready" ? nearby.loaded.value.items : [];
  const next = successorsOf(row, [...known, ...found]);
  return (
    <Section title="Its place in the chains">
      <p className="muted">
        Each hash is made over the one before it and the row. Whoever changes a row breaks every hash after it, in both
        chains.
      </p>
      <Place
        title={`The whole log: row ${String(row.id)}`}
        before={row.previous_hash}
        beforeName={`row ${String(row.id - 1)}`}
        own={row.entry_hash}
        next={next.inLog}
        nextName={`row ${String(row.id + 1)}`}
        looking={looking}
      />
      <Place
        title={`Its organisation: row ${String(row.org_seq)} of theirs`}
        before={row.org_previous_hash}
        beforeName={`row ${String(row.org_seq - 1)} of theirs`}
        own={row.entry_hash}
        next={next.inOrg}
        nextName={`row ${String(row.org_seq + 1)} of theirs`}
        looking={looking}
      />
    </Section>
  );
}

interface PlaceProps {
  readonly title: string;
  readonly before: string;
  readonly beforeName: string;
  readonly own: string;
  readonly next: AuditRow | null;
  readonly nextName: string;
  readonly looking: boolean;
}

function Place({ title, before, beforeName, own, next, nextName, looking }: PlaceProps) {
  return (
    <div className="place">
      <h4>{title}</h4>
      <ol className="links">
        <Link
          name={before === noHash ? "Before it" : `Before it: ${beforeName}`}
          hash={before === noHash ? null : before}
          what="the hash before it"
        >
          Nothing: the chain begins here.
        </Link>
        <Link name="This row (entry_hash)" hash={own} what="this row’s hash" own />
        <Link
          name={next === null ? "After it" : `After it: ${nextName}`}
          hash={next?.entry_hash ?? null}
          what="the hash after it"
        >
          {looking
            ? "Looking for it…"
            : "None that you may see and that is close by: it is the newest, or others' rows follow."}
        </Link>
      </ol>
    </div>
  );
}

interface LinkProps {
  readonly name: string;
  /** null: there is none, and `children` says why. */
  readonly hash: string | null;
  readonly what: string;
  readonly own?: true;
  readonly children?: string;
}

function Link({ name, hash, what, own, children }: LinkProps) {
  return (
    <li className={own === true ? "link link-own" : "link"}>
      <span className="link-name">{name}</span>
      {hash === null ? (
        <span className="muted">{children}</span>
      ) : (
        <>
          <code className="link-hash">{hash}</code>
          <CopyButton text={hash} what={what} />
        </>
      )}
    </li>
  );
}
