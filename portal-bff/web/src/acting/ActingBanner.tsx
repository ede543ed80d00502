import { useEffect } from "react";

import { useActing } from "../client/hooks.js";
import { calledOf, type Acting, type ActingEnd } from "../client/acting.js";
import { actedFor } from "../client/acting_store.js";
import { acting as store, session } from "../client/index.js";
import { Button } from "../design/Button.js";
import { OrgName } from "../design/OrgName.js";
import { Time, TimeLeft } from "../design/Time.js";
import "./acting.css";
import { deedsOf, endWords, rightWords } from "./words.js";

const everySecond = 1000;

/** On each page while it shows another organisation's data: whose, by what right, until when, and the way back. */
export function ActingBanner() {
  const state = useActing();
  const elsewhere = actedFor(state);
  useMarkedTitle(elsewhere === null ? null : calledOf(elsewhere));
  useEffect(() => {
    const clock = setInterval(() => {
      store.look();
    }, everySecond);
    return () => {
      clearInterval(clock);
    };
  }, []);
  switch (state.kind) {
    case "unsettled":
      return null;
    case "oneself":
      return <Former former={state.former} />;
    case "acting":
      return <Present acting={state.acting} />;
    case "ended":
      return <Ended name={calledOf(state.acting)} why={state.why} />;
  }
}

/** A tab that acts is told from others before it is looked at. */
function useMarkedTitle(name: string | null): void {
  useEffect(() => {
    if (name === null) return;
    const before = document.title;
    document.title = `For ${name}: ${before}`;
    return () => {
      document.title = before;
    };
  }, [name]);
}

function leave(): void {
  store.stop();
  location.assign("/");
}

function Present({ acting }: { acting: Acting }) {
  const { by, expiresAt } = acting;
  return (
    <aside className="acting" aria-label="Acting for another organisation">
      <div className="acting-bar">
        <p className="acting-who">
          <Mark />
          <span>
            You act for{" "}
            <strong>
              <OrgName id={acting.orgId} name={acting.name} />
            </strong>
          </span>
        </p>
        <Button small label={`Stop acting for ${calledOf(acting)}`} onClick={leave}>
          Stop
        </Button>
      </div>
      <p className="acting-more">
        {capitalised(rightWords[by])}{" "}
        {expiresAt === null ? (
          "until you stop or your session ends. Each request is a row in their log."
        ) : (
          <>
            until <Time at={expiresAt} /> (<TimeLeft until={expiresAt} />
            ).
          </>
        )}{" "}
        Allowed: {acting.capabilities.length === 0 ? "nothing" : deedsOf(acting.capabilities)}.
      </p>
    </aside>
  );
}

function Ended({ name, why }: { name: string; why: ActingEnd }) {
  return (
    <aside className="acting acting-ended" aria-label="Acting has ended">
      <div className="acting-bar">
        <p className="acting-who" role="alert">
          <Mark />
          <span>
            <strong>{endWords(name, why)}</strong> This page still shows what you saw and typed, and sends nothing any
            more. Copy what you want to keep.
          </span>
        </p>
        <span className="acting-actions">
          {why === "signed_in_again" && (
            <Button
              small
              onClick={() => {
                store.resume(session.state());
              }}
            >
              Act for {name} again
            </Button>
          )}
          <Button small onClick={leave}>
            Go on as yourself
          </Button>
        </span>
      </div>
    </aside>
  );
}

function Former({ former }: { former: { readonly name: string; readonly why: ActingEnd } | null }) {
  if (former === null) return null;
  return (
    <aside className="acting acting-former" aria-label="Acting has ended">
      <p className="acting-who" role="status">
        <Mark />
        <span>{endWords(former.name, former.why)} You are acting as yourself.</span>
      </p>
    </aside>
  );
}

/** Two people, one before the other. */
function Mark() {
  return (
    <svg className="acting-mark" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M2 21v-2a5 5 0 0 1 5-5h4a5 5 0 0 1 5 5v2 M16 3.5a4 4 0 0 1 0 7.5 M19 14.5a5 5 0 0 1 3 4.5v2" />
    </svg>
  );
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
