import { useState } from "react";

import { useResource } from "../client/hooks.js";
import { nameOf } from "../client/name_of.js";
import { ownProblem } from "../client/problem.js";
import type { Me } from "../client/types.js";
import { wordsOf } from "../client/words.js";
import { Badges, Fact, Id, Loading, Note, PageHead, Panel, Tabs, Time } from "../design/index.js";
import { rolesAt, usePerson } from "../shell/person.js";
import { Accounts } from "./Accounts.js";
import { AuthenticatorApp } from "./AuthenticatorApp.js";
import { Passkeys } from "./Passkeys.js";
import { PasswordChange } from "./PasswordChange.js";
import { Sessions } from "./Sessions.js";
import "./me.css";

export function MePage() {
  const me = useResource<Me>("/api/v1/me");
  // Linking an account goes by the provider's site, and may come back with an error.
  const [error] = useState(() => new URLSearchParams(location.search).get("error"));
  return (
    <div className="stack">
      <PageHead title="Profile and security" lead="Who you are here, how you sign in, and where you are signed in." />
      {error !== null && (
        <Note tone="bad" live>
          <p>The account was not linked. {wordsOf(ownProblem(error))}</p>
        </Note>
      )}
      <Tabs
        label="Profile and security"
        tabs={[
          { key: "profile", title: "Profile", content: () => <Profile /> },
          { key: "sessions", title: "Sessions", content: () => <Sessions /> },
          {
            key: "sign-in",
            title: "Ways to sign in",
            content: () => (
              <>
                <PasswordChange />
                <Panel
                  title="Authenticator app"
                  lead={appLead}
                >
                  <Loading resource={me}>
                    {(value) => <AuthenticatorApp factors={value.second_factors} changed={me.reload} />}
                  </Loading>
                </Panel>
                <Passkeys />
                <Accounts />
              </>
            ),
          },
        ]}
      />
    </div>
  );
}

const appLead =
  "An app on your phone shows a code that changes every 30 seconds. With it, a stolen password is not enough to sign " +
  "in as you.";

function Profile() {
  const person = usePerson();
  const { user, org, permissions, session } = person;
  const roles = rolesAt(person, org.id);
  return (
    <Panel title={nameOf(user)}>
      <dl className="facts facts-roomy">
        <Fact name="E-mail address">{user.email}</Fact>
        <Fact name="Organisation">{org.name}</Fact>
        <Fact name="Your id">
          <Id of={user.id} />
        </Fact>
        <Fact name="Signed in since">
          <Time at={session.created_at} />
        </Fact>
        <Fact name="Roles" wide>
          <Badges of={roles} />
        </Fact>
        <Fact name="What you may do here" wide>
          <Badges of={permissions} />
        </Fact>
      </dl>
      <p className="muted">
        Is something of this wrong? Somebody who administers your organisation can change your roles.
      </p>
    </Panel>
  );
}
