// Every page of the portal. To add one: a line here, one in template_pages.ts, and its script beside the others.

/** Areas of the navigation, in their order. */
export const areas = ["start", "audit", "lending", "organisation", "platform", "you"] as const;
export type Area = (typeof areas)[number];

const areaNames: Readonly<Record<Area, string>> = {
  start: "Start",
  audit: "Audit",
  lending: "Lending",
  organisation: "Organisation",
  platform: "Platform",
  you: "You",
};

interface PageEntry {
  readonly path: string;
  readonly name: string;
  /** In place of the name where there is no area that it stands under. */
  readonly short?: string;
  readonly area: Area;
  /** Who may open it. A visitor who opens a person's page signs in first. */
  readonly audience: "anyone" | "person";
  /** Any one of these capabilities; none: every person. */
  readonly needs: readonly string[];
  /** Not in the navigation. */
  readonly unlisted?: true;
  /** About the person, also while they act for another organisation. */
  readonly oneself?: true;
  /** The page of the navigation that stands for it. */
  readonly within?: string;
}

export const pages = [
  { path: "/", name: "Home", area: "start", audience: "anyone", needs: [] },
  { path: "/login", name: "Sign in", area: "start", audience: "anyone", needs: [], unlisted: true },
  { path: "/audit", name: "Audit log", area: "audit", audience: "person", needs: ["audit.read"] },
  { path: "/verify", name: "Verify an export", short: "Verify", area: "audit", audience: "anyone", needs: [] },
  { path: "/loans", name: "Loans", area: "lending", audience: "person", needs: ["loan.read"] },
  {
    path: "/loan",
    name: "Loan",
    area: "lending",
    audience: "person",
    needs: ["loan.read"],
    unlisted: true,
    within: "/loans",
  },
  { path: "/locks", name: "Rate locks", area: "lending", audience: "person", needs: ["loan.read"] },
  { path: "/ratesheets", name: "Rate sheets", area: "lending", audience: "person", needs: ["ratesheet.read"] },
  { path: "/organisation", name: "Members and rights", area: "organisation", audience: "person", needs: ["org.admin"] },
  { path: "/keys", name: "API keys", area: "organisation", audience: "person", needs: ["org.admin"] },
  {
    path: "/secrets",
    name: "Secrets",
    area: "organisation",
    audience: "person",
    needs: ["integration.manage", "platform.operate"],
  },
  { path: "/me", name: "Profile and security", area: "you", audience: "person", needs: [], oneself: true },
] as const satisfies readonly PageEntry[];

export type PagePath = (typeof pages)[number]["path"];

const entries: readonly PageEntry[] = pages;

export function pageOf(path: PagePath): PageEntry {
  const found = entries.find((page) => page.path === path);
  if (found === undefined) throw new Error(`no page ${path}`);
  return found;
}

/** Whether somebody with these permissions may open a page; null is a visitor. */
export function mayOpen(page: Pick<PageEntry, "audience" | "needs">, permissions: readonly string[] | null): boolean {
  if (page.audience === "anyone") return true;
  if (permissions === null) return false;
  return page.needs.length === 0 || page.needs.some((capability) => permissions.includes(capability));
}

export interface AreaLinks {
  readonly area: Area;
  readonly name: string;
  readonly links: readonly PageLink[];
}

export interface PageLink {
  readonly path: string;
  readonly name: string;
  readonly short?: string;
}

/** The navigation of somebody with these permissions: areas that have something for them, in order. */
export function navigationFor(permissions: readonly string[] | null): readonly AreaLinks[] {
  const open = entries.filter((page) => page.unlisted !== true && mayOpen(page, permissions));
  return areas
    .map((area) => ({ area, name: areaNames[area], links: open.filter((page) => page.area === area) }))
    .filter(({ links }) => links.length > 0);
}
