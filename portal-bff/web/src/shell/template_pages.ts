// Pages whose HTML is made from page.html. Read by the build alone: no page has a use for what is said here.
import { pageOf, type PagePath } from "./pages.js";

/** What goes into the places of the template that are called so. */
export interface TemplatePage {
  /** Where it is found, which is also the folder of its script. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
}

/** Of every page but those with an HTML file of their own, which say more. */
const descriptions: Readonly<Record<Exclude<PagePath, "/" | "/verify">, string>> = {
  "/audit": "What happened in your organisation, who did it and when; and whether the log is whole.",
  "/keys": "API keys of your organisation: made, replaced, ended.",
  "/loan": "One loan: its terms, prices and rate locks.",
  "/loans": "Loans of your organisation and those shared with it.",
  "/locks": "Rate locks that you asked for, or that were asked of you.",
  "/login": "Sign in to RateStack.",
  "/me": "Your profile, sessions, password, second factor and passkeys.",
  "/organisation": "Members, rights and delegations of your organisation.",
  "/ratesheets": "Rate sheets: upload them, put them in force, and say who prices by them.",
  "/secrets": "Secrets of your organisation, and the master key they are sealed under.",
};

export const templatePages: readonly TemplatePage[] = (Object.keys(descriptions) as (keyof typeof descriptions)[]).map(
  (path) => ({ path, title: pageOf(path).name, description: descriptions[path] }),
);
