import type { ReactNode } from "react";

import "./shell.css";

/** Pages of the portal, in the order of the navigation. A new page adds itself here and in vite.web.config.ts. */
const pages = [
  { path: "/", name: "Start" },
  { path: "/verify", name: "Verify" },
] as const;

export type PagePath = (typeof pages)[number]["path"];

/** What every page stands in: skip link, brand, navigation, main. */
export function Shell({ current, children }: { current: PagePath; children: ReactNode }) {
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <header className="topbar">
        <div className="topbar-inner">
          <a className="brand" href="/">
            <img src="/favicon.svg" alt="" width="28" height="28" />
            RateStack
          </a>
          <nav aria-label="Portal">
            <ul>
              {pages.map((page) => (
                <li key={page.path}>
                  <a href={page.path} aria-current={page.path === current ? "page" : undefined}>
                    {page.name}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </header>
      <main id="main" className="page" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
