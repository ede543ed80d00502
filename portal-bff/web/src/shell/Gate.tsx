import { useEffect, type ReactNode } from "react";

import { PersonContext } from "./person.js";
import { useSession } from "../client/hooks.js";
import { session as store } from "../client/index.js";
import { loginPath } from "../client/return_path.js";
import { ProblemPanel } from "../design/ProblemPanel.js";
import { SkeletonLines } from "../design/Skeleton.js";
import { mayOpen, pageOf, type PagePath } from "./pages.js";

/** Lets a page be seen by who may see it. The server decides about every request: this only saves people the try. */
export function Gate({ path, children }: { path: PagePath; children: ReactNode }) {
  const state = useSession();
  const page = pageOf(path);
  useEffect(() => {
    void (page.audience === "anyone" ? store.loadIfHinted() : store.load());
  }, [page.audience]);
  if (state.kind === "person") {
    const open = mayOpen(page, state.session.permissions);
    return <PersonContext value={state.session}>{open ? children : <Denied needs={page.needs} />}</PersonContext>;
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

function Denied({ needs }: { needs: readonly string[] }) {
  return (
    <div className="stack">
      <h1>You do not have the right to see this page</h1>
      <p className="lead">
        It takes {needs.map((capability) => `\u201c${capability}\u201d`).join(" or ")}. Somebody who manages your
        organisation can give it to you.
      </p>
      <p>
        <a className="button" href="/">
          Go to the start page
        </a>
      </p>
    </div>
  );
}
