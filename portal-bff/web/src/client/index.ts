// The page's one client and what it knows of the session.
import { ActingStore, sessionTab } from "./acting_store.js";
import { storedHint } from "./hint.js";
import { PortalClient } from "./portal_client.js";
import { SessionStore } from "./session_store.js";

const browserFetch = (path: string, init: RequestInit): Promise<Response> => fetch(path, init);

export const session = new SessionStore(browserFetch, storedHint);
export const acting = new ActingStore(sessionTab, session);
export const portal = new PortalClient(browserFetch, session, acting);
