import { useSyncExternalStore } from "react";

import type { Readiness } from "./state.js";

function subscribeToNetwork(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

const isOnline = (): boolean => navigator.onLine;

/** Whether the verifier is there, and that it needs nothing from outside any more. */
export function ReadinessLine({ readiness }: { readiness: Readiness }) {
  const online = useSyncExternalStore(subscribeToNetwork, isOnline);
  return (
    <p className={`status ${looks[readiness.kind]}`} role="status">
      {words(readiness, online)}
    </p>
  );
}

const looks = { loading: "", ready: "status-good", unavailable: "status-bad" } as const;

function words(readiness: Readiness, online: boolean): string {
  switch (readiness.kind) {
    case "loading":
      return "Loading the verifier…";
    case "unavailable":
      return "The verifier could not be loaded. Reload this page while you are online.";
    case "ready":
      return online
        ? `Verifier ${readiness.version} is loaded. You may cut the network now: nothing more is needed from it.`
        : `Verifier ${readiness.version} is loaded, and you are offline. It works all the same.`;
  }
}
