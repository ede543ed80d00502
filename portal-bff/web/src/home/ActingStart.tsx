import { calledOf, type Acting } from "../client/acting.js";
import { PageHead, Panel } from "../design/index.js";
import { navigationFor } from "../shell/pages.js";

const about: Readonly<Record<string, string>> = {
  "/audit": "What was done there, by whom and when. What you do now stands in it, too.",
  "/loans": "Its loans, and those that others share with it.",
  "/locks": "The prices that are held for it, or by it.",
  "/ratesheets": "What prices are made from.",
  "/organisation": "Who belongs to it, what it can do, and who else may act in it.",
  "/keys": "The keys of its systems.",
  "/secrets": "Passwords and keys for its connections.",
};

/** In place of what needs attention at home: the way to what may be done there. Reads nothing by itself. */
export function ActingStart({ acting }: { acting: Acting }) {
  const links = navigationFor(acting.capabilities)
    .flatMap(({ links: all }) => all)
    .filter(({ path }) => Object.hasOwn(about, path));
  return (
    <div className="stack">
      <PageHead
        title={`You act for ${calledOf(acting)}`}
        lead="What you see and do on these pages is theirs until you stop. What you may do at home does not count there."
      />
      <Panel title="What you can look at">
        {links.length === 0 && <p className="muted">There is no page for what you may do there.</p>}
        <ul className="plain-list">
          {links.map(({ path, name }) => (
            <li key={path}>
              <a href={path}>{name}</a>
              <br />
              <span className="muted">{about[path]}</span>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
