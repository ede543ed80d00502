import { useState, type ReactNode } from "react";

import { ActingBanner } from "../acting/ActingBanner.js";
import { useActedFor, useSession } from "../client/hooks.js";
import type { PortalSession } from "../client/types.js";
import { Toasts } from "../design/Toasts.js";
import { Account } from "./Account.js";
import { Gate } from "./Gate.js";
import { navigationFor, pageOf, type AreaLinks, type PagePath } from "./pages.js";
import { PromptDialogs } from "./PromptDialogs.js";
import { SessionNotice } from "./SessionNotice.js";
import "./shell.css";

/** What every page stands in: skip link, brand, who is signed in, navigation, main, dialogs and messages. */
export function Shell({ current, children }: { current: PagePath; children: ReactNode }) {
  const state = useSession();
  const person = state.kind === "person" ? state.session : null;
  const elsewhere = useActedFor();
  const permissions = elsewhere?.capabilities ?? person?.permissions ?? null;
  const areas = navigationFor(person === null ? null : permissions);
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <Topbar current={current} person={person} areas={areas} settled={state.kind !== "loading"} />
      <SessionNotice />
      {person !== null && <ActingBanner />}
      <div className={person === null ? "frame" : "frame frame-person"}>
        {person !== null && <Sidebar current={current} areas={areas} />}
        <main id="main" className="page" tabIndex={-1}>
          <Gate path={current}>{children}</Gate>
        </main>
      </div>
      <PromptDialogs />
      <Toasts />
    </>
  );
}

interface TopbarProps {
  readonly current: PagePath;
  readonly person: PortalSession | null;
  readonly areas: readonly AreaLinks[];
  readonly settled: boolean;
}

function Topbar({ current, person, areas, settled }: TopbarProps) {
  const [open, setOpen] = useState(false);
  return (
    <header className="topbar">
      <div className={person === null ? "topbar-inner" : "topbar-inner topbar-wide"}>
        <a className="brand" href="/">
          <img src="/favicon.svg" alt="" width="28" height="28" />
          RateStack
        </a>
        {person === null ? (
          <VisitorLinks current={current} areas={areas} settled={settled} />
        ) : (
          <>
            <Account session={person} />
            <button
              className="button button-small menu-button"
              type="button"
              aria-expanded={open}
              aria-controls="phone-menu"
              onClick={() => {
                setOpen(!open);
              }}
            >
              Menu
            </button>
          </>
        )}
      </div>
      {person !== null && (
        <nav id="phone-menu" className="phone-menu" aria-label="Portal, menu" hidden={!open}>
          <AreaList current={current} areas={areas} />
        </nav>
      )}
    </header>
  );
}

function VisitorLinks({ current, areas, settled }: Pick<TopbarProps, "current" | "areas" | "settled">) {
  return (
    <nav className="visitor-links" aria-label="Portal">
      <ul>
        {areas
          .flatMap(({ links }) => links)
          // The brand leads there already, and a phone is narrow.
          .filter(({ path }) => path !== "/")
          .map((link) => (
            <li key={link.path}>
              <PageLink link={{ ...link, name: link.short ?? link.name }} current={current} />
            </li>
          ))}
        {settled && current !== "/login" && (
          <li>
            <a className="button button-small" href="/login">
              Sign in
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}

function Sidebar({ current, areas }: Pick<TopbarProps, "current" | "areas">) {
  return (
    <nav className="sidebar" aria-label="Portal">
      <AreaList current={current} areas={areas} />
    </nav>
  );
}

function AreaList({ current, areas }: Pick<TopbarProps, "current" | "areas">) {
  return (
    <ul className="area-list">
      {areas.map(({ area, name, links }) => (
        <li key={area}>
          {area !== "start" && <p className="area-name">{name}</p>}
          <ul>
            {links.map((link) => (
              <li key={link.path}>
                <PageLink link={link} current={current} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function PageLink({ link, current }: { link: { path: string; name: string }; current: PagePath }) {
  const isWithin = link.path === pageOf(current).within;
  return (
    <a className="page-link" href={link.path} aria-current={link.path === current ? "page" : isWithin || undefined}>
      {link.name}
    </a>
  );
}
