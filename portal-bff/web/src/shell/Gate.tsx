import { useEffect, type ReactNode } from "react";

import { PersonContext } from "./person.js";
import { calledOf, personActing } from "../client/acting.js";
import { useActing, useSession } from "../client/hooks.js";
import { session as store } from "../client/index.js";
import { loginPath } from "../client/return_path.js";
import { ProblemPanel } from "../design/ProblemPanel.js";
import { SkeletonLines } from "../design/Skeleton.js";
import { Note } from "../design/Note.js";
import { mayOpen, pageOf, type PagePath } from "./pages.js";

/** Lets a page be seen by who may see it. The server decides about every request: this only saves people the try. */
export function Gate({ path, children }: { path: PagePath; children: ReactNode }) {
  const state = useSession();
  const acting = useActing();
  const page = pageOf(path);
  useEffect(() => {
    void (page.audience === "anyone" ? store.loadIfHinted() : store.load());
  }, [page.audience]);
  if (state.kind === "person") {
    const elsewhere = acting.kind === "acting" || acting.kind === "ended" ? acting.acting : null;
    const isOwn = page.oneself === true || elsewhere === null;
    const person = isOwn ? state.session : personActing(state.session, elsewhere);
    return (
      <PersonContext value={person}>
        {page.oneself === true && elsewhere !== null && <AboutYourself />}
        {mayOpen(page, person.permissions) ? children : <Denied needs={page.needs} at={isOwn ? null : calledOf(elsewhere)} />}
      </PersonContext>
    );
  }
  if (page.audience === "anyone") return <>{children}</>;
  switch (state.kind) {
    case "loading":
      return <SkeletonLines lines={6} />;
    case "visitor":
      return <GoToSignIn />;
    case "unknown":
      return <ProblemPanel problem={state.problem} onRetry={() => void store.load()} />;
  }
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
