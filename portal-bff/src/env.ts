/** A service binding, as far as it is used here. */
export interface Service {
  fetch(url: string, init?: RequestInit): Promise<Response>;
}

/**
 * What the runtime (config.capnp, wrangler.jsonc) binds into the worker. The first three are services reached by
 * `fetch`, never addresses; the others are texts. Until settings.ts has read them, none is known to be there.
 */
export interface Env {
  /** The directory of built pages. */
  readonly PAGES: Service;
  /** The server, for /v1/*: nginx's private listener, which takes a client's address from us. */
  readonly API: Service;
  /** The same listener, for /internal/*. */
  readonly INTERNAL: Service;
  /** Shown on /internal/*. */
  readonly INTERNAL_TOKEN: string;
  /** 32 random bytes in base64url, base64 or hex: CSRF tokens are made with it. */
  readonly PORTAL_CSRF_KEY: string;
  /** What browsers call us, as they write an origin. */
  readonly PUBLIC_ORIGIN: string;
  /** Which header in front of us states a client's address: X-Forwarded-For (default) or CF-Connecting-IP. */
  readonly CLIENT_ADDRESS_HEADER?: string;
  /** JSON list of service policies, where the server's settings differ from those built in. */
  readonly URL_SERVICES?: string;
}

/** What the runtime lends for the time of one request. */
export interface RequestContext {
  waitUntil(work: Promise<unknown>): void;
}

/** Keeps work alive after its request was answered, or after the client has left. */
export type KeepAlive = (work: Promise<unknown>) => void;

/** What the runtime calls. Everything bound was read at start. */
export interface PortalApp {
  fetch(request: Request, env: unknown, context: RequestContext): Promise<Response>;
}
