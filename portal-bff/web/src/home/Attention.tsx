import { useState, type ReactNode } from "react";

import { ActivityPanel } from "../activity/ActivityPanel.js";
import { auditLink } from "../audit/filters.js";
import { actorTypes, gistOf } from "../audit/row_words.js";
import { useResource } from "../client/hooks.js";
import { nameOf } from "../client/name_of.js";
import type { AuditRow, Grant, Me, Page, Passkey, Rotation, SessionRecord } from "../client/types.js";
import { Badge, Id, Loading, OrgName, PageHead, Panel, TimeAgo, TimeLeft } from "../design/index.js";
import { deviceOf } from "../design/user_agent.js";
import { blockerWords } from "../secrets/rotation_words.js";
import { can, usePerson } from "../shell/person.js";
import { LockConcerns } from "./LockConcerns.js";
import { elsewhere, endingSoon, securityConcerns, sinceYesterday } from "./concerns.js";
import "./home.css";

/** What a signed-in person should look at, as far as they may see it. */
export function Attention() {
  const person = usePerson();
  const administers = can(person, "org.admin");
  return (
    <div className="stack">
      <PageHead
        title={`Hello, ${nameOf(person.user)}`}
        lead={<>You are working in {person.org.name}. This is what may need your attention.</>}
      />
      <div className="home-grid">
        {can(person, "loan.read") && (can(person, "lock.commit") || can(person, "lock.request")) && <LockConcerns />}
        <Security />
        <Sessions />
        <Received />
        {administers && <Given orgId={person.org.id} />}
        {can(person, "platform.operate") && <Keys />}
        {can(person, "audit.read") && (
          <>
            <RecentRows
              title="Refused attempts"
              action="ACCESS_DENIED"
              nothing="Nobody was refused anything in the last 24 hours."
            />
            <RecentRows title="Lockouts" action="LOCKED_OUT" nothing="Nobody was locked out in the last 24 hours." />
          </>
        )}
      </div>
      {can(person, "audit.read") && <ActivityPanel orgId="" />}
    </div>
  );
}

function AllWell({ children }: { children: ReactNode }) {
  return <p className="status status-good">{children}</p>;
}

const concernWords = {
  no_second_factor:
    "Your account is protected by a password alone. Add an authenticator app or a passkey: it takes a minute.",
  few_recovery_codes: "You have few recovery codes left. Make new ones before you need them.",
} as const;

function Security() {
  const me = useResource<Me>("/api/v1/me");
  const passkeys = useResource<Page<Passkey>>("/api/v1/me/passkeys");
  const count = passkeys.loaded.kind === "ready" ? passkeys.loaded.value.items.length : 0;
  return (
    <Panel title="Your account">
      <Loading resource={me} lines={2}>
        {(value) => {
          const concerns = securityConcerns(value, count);
          if (concerns.length === 0)
            return <AllWell>Well protected: more than a password is needed to sign in.</AllWell>;
          return (
            <ul className="plain-list">
              {concerns.map((concern) => (
                <li key={concern} className="status status-unsure">
                  {concernWords[concern]}
                </li>
              ))}
            </ul>
          );
        }}
      </Loading>
      <p>
        <a href="/me">Profile and security</a>
      </p>
    </Panel>
  );
}

function Sessions() {
  const sessions = useResource<Page<SessionRecord>>("/api/v1/me/sessions");
  return (
    <Panel title="Where you are signed in">
      <Loading resource={sessions} lines={2}>
        {({ items }) => {
          const others = elsewhere(items);
          if (others.length === 0) return <AllWell>Only from where you are now.</AllWell>;
          return (
            <>
              <p>From other places, too. If one of them is not you, end it and change your password.</p>
              <ul className="plain-list">
                {others.slice(0, 4).map((session) => (
                  <li key={session.id} className="status status-unsure">
                    <span>
                      {deviceOf(session.client.user_agent)} from {session.client.ip}, last used{" "}
                      <TimeAgo at={session.last_seen_at} />
                    </span>
                  </li>
                ))}
              </ul>
            </>
          );
        }}
      </Loading>
      <p>
        <a href="/me#sessions">See and end sessions</a>
      </p>
    </Panel>
  );
}

function Received() {
  const person = usePerson();
  const [now] = useState(() => Date.now());
  const grants = person.org_roles.flatMap((org) => org.grants);
  const ending = endingSoon(grants, now);
  return (
    <Panel title="Delegations to you">
      {grants.length === 0 && <p className="muted">No other organisation lets you act for it at the moment.</p>}
      {grants.length > 0 && ending.length === 0 && <AllWell>None of them ends within a week.</AllWell>}
      <ul className="plain-list">
        {ending.map((grant) => (
          <li key={grant.id} className="status status-unsure">
            <span>
              From <OrgName id={grant.grantor_org_id} name={grant.grantor_name} />: <TimeLeft until={grant.expires_at} />
            </span>
          </li>
        ))}
      </ul>
      {ending.length > 0 && <p className="muted">If you need one for longer, ask the organisation that gave it.</p>}
      {grants.length > 0 && <p className="muted">To use one, press &ldquo;Acting for&rdquo; under your name above.</p>}
    </Panel>
  );
}

function Given({ orgId }: { orgId: string }) {
  const grants = useResource<Page<Grant>>(`/api/v1/orgs/${orgId}/delegations?side=given`);
  const [now] = useState(() => Date.now());
  return (
    <Panel title="Delegations you gave">
      <Loading resource={grants} lines={2}>
        {({ items }) => {
          const live = items.filter(({ state }) => state === "live");
          const ending = endingSoon(live, now);
          if (live.length === 0)
            return <p className="muted">Nobody else may act in your organisation at the moment.</p>;
          if (ending.length === 0)
            return <AllWell>{live.length === 1 ? "One" : live.length} live, none ends within a week.</AllWell>;
          return (
            <ul className="plain-list">
              {ending.map((grant) => (
                <li key={grant.id} className="status status-unsure">
                  <span>
                    To <OrgName id={grant.grantee_org_id} name={grant.grantee_name} />: <TimeLeft until={grant.expires_at} />
                  </span>
                </li>
              ))}
            </ul>
          );
        }}
      </Loading>
      <p>
        <a href="/organisation#delegations">See and change delegations</a>
      </p>
    </Panel>
  );
}

function Keys() {
  const rotation = useResource<Rotation>("/api/v1/admin/secrets/rotation");
  return (
    <Panel title="Master key">
      <Loading resource={rotation} lines={2}>
        {(value) => {
          if (value.previous_kid === null) return <AllWell>No rotation is under way.</AllWell>;
          if (value.safe_to_drop_previous)
            return <p className="status status-unsure">The rotation is done. The previous key can be dropped now.</p>;
          return (
            <>
              <p>A rotation is under way. Keep the previous key until this is done:</p>
              <ul className="plain-list">
                {value.blockers.map((blocker) => (
                  <li key={blocker.code} className="status status-unsure">
                    {blockerWords(blocker, value)}
                  </li>
                ))}
              </ul>
            </>
          );
        }}
      </Loading>
      <p>
        <a href="/secrets#master-key">See the rotation</a>
      </p>
    </Panel>
  );
}

function RecentRows({ title, action, nothing }: { title: string; action: string; nothing: string }) {
  const [path] = useState(() => sinceYesterday(action, Date.now()));
  const rows = useResource<Page<AuditRow>>(path);
  return (
    <Panel title={title}>
      <Loading resource={rows} lines={2}>
        {({ items, next_cursor: more }) =>
          items.length === 0 ? (
            <AllWell>{nothing}</AllWell>
          ) : (
            <>
              <ul className="plain-list">
                {items.map((row) => (
                  <li key={row.id} className="status status-unsure">
                    <span>
                      <TimeAgo at={row.occurred_at} />, {subjectOf(row)}
                    </span>
                  </li>
                ))}
              </ul>
              {more !== null && <Badge tone="unsure">and more</Badge>}
            </>
          )
        }
      </Loading>
      <p>
        <a href={auditLink({ action })}>See them in the audit log</a>
      </p>
    </Panel>
  );
}

/** What a row of the log is about, in few words. */
function subjectOf(row: AuditRow): ReactNode {
  const gist = gistOf(row);
  const who = actorTypes[row.actor.type];
  return gist === "" ? (
    <>
      {who} <Id of={row.actor.id} />
    </>
  ) : (
    `${gist} (${who.toLowerCase()})`
  );
}
