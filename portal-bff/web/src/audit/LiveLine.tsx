import { Button } from "../design/index.js";
import { localMoment } from "../design/time.js";
import type { LiveTail, Tail } from "./useLiveTail.js";
import type { News } from "./useLog.js";

const resting: Readonly<Record<Exclude<Tail, "on">, string>> = {
  paused: "Paused. New rows wait until you go on.",
  nobody_here: "Paused, because nothing was done on this page for ten minutes.",
  refused: "Paused, because you may not read this log any more.",
  signed_out: "Paused, because your session has ended. Sign in again, then go on.",
};

/** Whether new rows appear by themselves, what came last, and the switch. */
export function LiveLine({ live, news }: { live: LiveTail; news: News | null }) {
  const on = live.tail === "on";
  return (
    <div className="live">
      <p className={on && news?.problem == null ? "status status-good" : "status status-unsure"} role="status">
        {live.tail === "on" ? newsWords(news) : resting[live.tail]}
      </p>
      <Button small onClick={on ? live.pause : live.resume}>
        {on ? "Pause" : "Go on"}
      </Button>
    </div>
  );
}

function newsWords(news: News | null): string {
  if (news?.problem != null) return "The last look for new rows failed. Trying again.";
  if (news === null || news.added === 0) return "Live: new rows appear by themselves.";
  const rows = news.added === 1 ? "One new row" : `${String(news.added)} new rows`;
  return `Live: ${rows} at ${localMoment(news.at)}.`;
}
