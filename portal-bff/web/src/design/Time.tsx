import { useNow } from "../client/hooks.js";
import { localMoment, localTime, timeAgo, timeLeft, utcTime } from "./time.js";

const everyHalfMinute = 30_000;

/** A moment in the viewer's zone; UTC on hover. */
export function Time({ at, seconds }: { at: string; seconds?: boolean }) {
  const moment = Date.parse(at);
  if (Number.isNaN(moment)) return <>{at}</>;
  return (
    <time dateTime={at} title={utcTime(moment)}>
      {seconds === true ? localMoment(moment) : localTime(moment)}
    </time>
  );
}

/** How long until then; the moment on hover. */
export function TimeLeft({ until }: { until: string }) {
  const now = useNow(everyHalfMinute);
  const moment = Date.parse(until);
  return (
    <time dateTime={until} title={`${localTime(moment)} (${utcTime(moment)})`}>
      {timeLeft(moment, now)}
    </time>
  );
}

/** How long ago; the moment on hover. */
export function TimeAgo({ at }: { at: string }) {
  const now = useNow(everyHalfMinute);
  const moment = Date.parse(at);
  return (
    <time dateTime={at} title={`${localTime(moment)} (${utcTime(moment)})`}>
      {timeAgo(moment, now)}
    </time>
  );
}
