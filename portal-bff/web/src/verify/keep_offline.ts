import { trusted } from "../trusted_scripts.js";

/**
 * Keeps this page for when there is no network (offline/service_worker.ts). Asked for once the page has loaded, so that
 * the files are not fetched twice over. Without it the page works as before, as long as it stays open.
 */
export function keepOffline(): void {
  // Absent where the page has no secure origin.
  const container = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker;
  if (container === undefined) return;
  // The widest scope, for the page's threads are requests of their own; it answers for files of this page alone.
  const register = (): void => {
    container.register(trusted("offline"), { scope: "/" }).catch(() => undefined);
  };
  if (document.readyState === "complete") register();
  else window.addEventListener("load", register, { once: true });
}
