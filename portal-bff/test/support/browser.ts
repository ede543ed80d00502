// A browser's part in a conversation with the portal: it keeps cookies, says where a request comes from, and sends what
// our pages would.
export interface Sent {
  readonly method?: string;
  /** JSON, or a text as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export class Browser {
  readonly #base: string;
  readonly #origin: string;
  readonly #standing: Readonly<Record<string, string>>;
  readonly cookies = new Map<string, string>();
  /** What the last answer set, as it was written. */
  setCookies: string[] = [];
  csrfToken = "";

  /** `base` is where to connect, `origin` what the browser calls it; `standing` headers go with everything. */
  constructor(base: string, origin = base, standing: Readonly<Record<string, string>> = {}) {
    this.#base = base;
    this.#origin = origin;
    this.#standing = standing;
  }

  /** As a page's script would: JSON, the static header, the session's CSRF token. */
  async send(path: string, { method = "GET", body, headers = {} }: Sent = {}): Promise<Response> {
    const changes = method !== "GET";
    return await this.navigate(path, {
      method,
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      headers: {
        ...(changes && { Origin: this.#origin, "X-RateStack-Portal": "1" }),
        ...(changes && this.csrfToken !== "" && { "X-CSRF-Token": this.csrfToken }),
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...headers,
      },
    });
  }

  async post(path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return await this.send(path, { method: "POST", ...(body !== undefined && { body }), headers });
  }

  /** As a link or a form would: with the cookies alone. */
  async navigate(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers({ ...this.#standing, ...Object.fromEntries(new Headers(init.headers)) });
    const jar = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    if (jar !== "" && !headers.has("Cookie")) headers.set("Cookie", jar);
    const answer = await fetch(this.#base + path, { ...init, headers, redirect: "manual" });
    this.#keep(answer.headers.getSetCookie());
    return answer;
  }

  #keep(setCookies: string[]): void {
    this.setCookies = setCookies;
    for (const cookie of setCookies) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/; *Max-Age=0(?:;|$)/i.test(cookie)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
