import { useNow, useWhole } from "../client/hooks.js";
import { Loading, Panel, TimeLeft } from "../design/index.js";
import { concernsOf, type Urgency } from "../lending/locks.js";
import { productAt } from "../lending/summary.js";
import type { Lock } from "../lending/types.js";
import { usePerson } from "../shell/person.js";

const everyMinute = 60_000;
const shown = 4;

const words: Readonly<Record<Urgency, string>> = {
  to_accept: "to accept",
  ending: "ends soon",
  unanswered: "not accepted yet",
  lapsed: "was not accepted in time",
};

/** Rate locks that somebody should look at, the most urgent first. */
export function LockConcerns() {
  const { org } = usePerson();
  const now = useNow(everyMinute);
  const locks = useWhole<Lock>("/api/v1/locks");
  return (
    <Panel title="Rate locks">
      <Loading resource={locks} lines={2}>
        {({ items }) => {
          const concerns = concernsOf(items, org.id, now);
          if (concerns.length === 0) return <p className="status status-good">None is waiting, none ends soon.</p>;
          return (
            <ul className="plain-list">
              {concerns.slice(0, shown).map(({ lock, urgency }) => (
                <li key={lock.id} className="status status-unsure">
                  <span>
                    {productAt(lock)}, {words[urgency]}
                    {urgency !== "lapsed" && (
                      <>
                        : <TimeLeft until={lock.expires_at} />
                      </>
                    )}
                  </span>
                </li>
              ))}
              {concerns.length > shown && <li className="muted">and {concerns.length - shown} more</li>}
            </ul>
          );
        }}
      </Loading>
      <p>
        <a href="/locks">See all rate locks</a>
      </p>
    </Panel>
  );
}
