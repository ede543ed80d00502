// Looks for new rows every few seconds, while the page is in front and somebody is there.
import { useCallback, useEffect, useRef, useState } from "react";

import type { NoUse } from "./useLog.js";

const everyMs = 5_000;
/** Looking keeps the session alive. A page that nobody sits at must not do that for ever. */
const nobodyHereMs = 10 * 60_000;

export type Tail = "on" | "paused" | "nobody_here" | NoUse;

export interface LiveTail {
  readonly tail: Tail;
  readonly pause: () => void;
  readonly resume: () => void;
}

const signsOfLife = ["pointerdown", "pointermove", "keydown", "scroll", "focus"] as const;

/** When somebody last did something on this page. */
function useLastSign(): () => number {
  const last = useRef(0);
  useEffect(() => {
    const alive = (): void => {
      last.current = Date.now();
    };
    alive();
    for (const sign of signsOfLife) window.addEventListener(sign, alive, { passive: true });
    return () => {
      for (const sign of signsOfLife) window.removeEventListener(sign, alive);
    };
  }, []);
  return useCallback(() => last.current, []);
}

export function useLiveTail(possible: boolean, look: () => Promise<NoUse | null>): LiveTail {
  const [tail, setTail] = useState<Tail>("on");
  const lastSign = useLastSign();
  const lookOnce = useCallback(async () => {
    const noUse = await look();
    if (noUse !== null) setTail(noUse);
  }, [look]);
  const running = possible && tail === "on";
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => {
      if (document.visibilityState !== "visible") return;
      if (Date.now() - lastSign() > nobodyHereMs) setTail("nobody_here");
      else void lookOnce();
    }, everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [running, lookOnce, lastSign]);
  return {
    tail,
    pause: () => {
      setTail("paused");
    },
    resume: () => {
      setTail("on");
      void lookOnce();
    },
  };
}
