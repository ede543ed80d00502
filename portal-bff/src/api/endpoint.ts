/** What may travel to one method and path of the server's, and what may come back. */
export interface Endpoint {
  /** `session`: with a person's access token, and never without one. */
  readonly access: "public" | "session";
  /** Media types of a request's body; empty: it has none. */
  readonly takes: readonly string[];
  /** Media types of an answer that is no problem. Others are not passed on. */
  readonly gives: readonly string[];
  /** `attachment`: kept as a file by browsers, whatever it holds; handed on while it arrives. */
  readonly shape: "json" | "attachment";
  readonly timeoutMs: number;
  /** After it, what the session may do, or whether there is one, may be otherwise: it is asked for anew. */
  readonly changesSession?: boolean;
  /** A member of the body that names a URL to be called later, judged before it travels. */
  readonly judges?: UrlMember;
}

export interface UrlMember {
  /** Of which service: the value of a member of the body, or always the same. */
  readonly service: { readonly member: string } | { readonly name: string };
  /** How the server refuses: as an answer of its own, or as a problem. */
  readonly refusal: "verdict" | "problem";
}

export interface AreaEndpoint {
  readonly method: string;
  /** On the server. */
  readonly path: string;
  readonly endpoint: Endpoint;
}

const json = ["application/json"] as const;
const ordinaryTimeoutMs = 30_000;
/** The server reads whole logs for these (deploy/nginx has the same). */
export const longTimeoutMs = 3_600_000;

const ordinary: Endpoint = { access: "session", takes: [], gives: json, shape: "json", timeoutMs: ordinaryTimeoutMs };

type More = Partial<Endpoint>;

export function read(path: string, more: More = {}): AreaEndpoint {
  return { method: "GET", path, endpoint: { ...ordinary, ...more } };
}

export function write(method: "POST" | "PUT" | "PATCH", path: string, more: More = {}): AreaEndpoint {
  return { method, path, endpoint: { ...ordinary, takes: json, ...more } };
}

export function remove(path: string, more: More = {}): AreaEndpoint {
  return { method: "DELETE", path, endpoint: { ...ordinary, ...more } };
}

/** Whatever media type the server states: the browser keeps it as a file and runs none of it. */
export const anyType = ["*/*"] as const;

/** Takes as long as its reader does. */
export function download(path: string, gives: readonly string[], more: More = {}): AreaEndpoint {
  return read(path, { gives, shape: "attachment", timeoutMs: longTimeoutMs, ...more });
}
