import { useEffect, useMemo, type ReactNode } from "react";

import { PersonContext } from "./person.js";
import { calledOf, personActing, type Acting } from "../client/acting.js";
import { useActedFor, useSession } from "../client/hooks.js";
import { session as store } from "../client/index.js";
import { loginPath } from "../client/return_path.js";
import type { PortalSession } from "../client/types.js";
import { Note } from "../design/Note.js";
import { ProblemPanel } from "../design/ProblemPanel.js";
import { SkeletonLines } from "../design/Skeleton.js";
import { mayOpen, pageOf, type PagePath } from "./pages.js";

/** Lets a page be seen by who may see it. The server decides about every request: this only saves people the try. */
export function Gate({ path, children }: { path: PagePath; children: ReactNode }) {
  const state = useSession();
  const elsewhere = useActedFor();
  const page = pageOf(path);
  useEffect(() => {
    void (page.audience === "anyone" ? store.loadIfHinted() : store.load());
  }, [page.audience]);
  const session = state.kind === "person" ? state.session : null;
  const seen = useMemo(() => (session === null ? null : seenAs(page, session, elsewhere)), [page, session, elsewhere]);
  if (seen !== null || page.audience === "anyone") {
    // In one place whoever is there: what is done on a page for anyone outlives the answer to who that is.
    return (
      <PersonContext value={seen?.person ?? null}>
        {page.oneself === true && seen?.elsewhere != null && <AboutYourself />}
        {mayOpen(page, seen?.person.permissions ?? null) ? children : <Denied needs={page.needs} at={seen?.at ?? null} />}
      </PersonContext>
    );
  }
  if (state.kind === "visitor") return <GoToSignIn />;
  if (state.kind === "unknown") return <ProblemPanel problem={state.problem} onRetry={() => void store.load()} />;
  return <SkeletonLines lines={6} />;
}

interface Seen {
  /** As the page sees them. */
  readonly person: PortalSession;
  readonly elsewhere: Acting | null;
  /** The organisation that the page is about, where that is another. */
  readonly at: string | null;
}

function seenAs(page: { readonly oneself?: true }, session: PortalSession, elsewhere: Acting | null): Seen {
  if (page.oneself === true || elsewhere === null) return { person: session, elsewhere, at: null };
  return { person: personActing(session, elsewhere), elsewhere, at: calledOf(elsewhere) };
}

function GoToSignIn() {
  useEffect(() => {
    location.replace(loginPath(location));
  }, []);
  return <SkeletonLines lines={6} />;
}

function AboutYourself() {
  return (
    <div className="page-note">
      <Note>
        <p>This page is about yourself: what you see and change here is yours, whomever you act for on other pages.</p>
      </Note>
    </div>
  );
}

/** `at`: the organisation that is acted for, where that is another. */
function Denied({ needs, at }: { needs: readonly string[]; at: string | null }) {
  const rights = needs.map((capability) => `\u201c${capability}\u201d`).join(" or ");
  return (
    <div className="stack">
      <h1>
        {at === null ? "You do not have the right to see this page" : `You may not see this page while you act for ${at}`}
      </h1>
      <p className="lead">
        It takes {rights}.{" "}
        {at === null
          ? "Somebody who manages your organisation can give it to you."
          : "What you have at home does not count there. Stop acting for them to see your own."}
      </p>
      <p>
        <a className="button" href="/">
          Go to the start page
        </a>
      </p>
    </div>
  );
}
