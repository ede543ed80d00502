import { describe, expect, it } from "vitest";

import type { Acting } from "../../../web/src/client/acting.ts";
import { ActingStore } from "../../../web/src/client/acting_store.ts";
import { PortalClient, remedyFor, type Prompts } from "../../../web/src/client/portal_client.ts";
import { ownProblem, ProblemError } from "../../../web/src/client/problem.ts";
import { SessionStore, type Hint } from "../../../web/src/client/session_store.ts";

interface Sent {
  readonly path: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: unknown;
}

function answerOf(status: number, body?: unknown): Response {
  return new Response(body === undefined ? null : JSON.stringify(body), { status });
}

const refusal = (status: number, code: string) => answerOf(status, { code, status, correlation_id: "C1" });

const granted = { id: "grant_1", grantor_org_id: "org_a", capabilities: ["loan.read"], expires_at: inAnHour() };

function inAnHour(): string {
  return new Date(Date.now() + 3_600_000).toISOString();
}

function shown(csrf_token: string, grants: readonly (typeof granted)[] = [], sessionId = "ses_1") {
  const ends = new Date(Date.now() + 1_800_000).toISOString();
  return {
    user: { id: "user_1" },
    org: { id: "org_home" },
    session: { id: sessionId },
    permissions: [],
    org_roles: [{ org_id: "org_home", roles: [], grants }],
    csrf_token,
    idle_expires_at: ends,
    absolute_expires_at: ends,
  };
}

/** A client before `answers`, in order; the session's own requests are answered by `session`. */
function setUp(answers: (() => Response | Promise<Response>)[], prompts: Partial<Prompts> = {}) {
  const sent: Sent[] = [];
  const portal = { session: (): Response => answerOf(200, shown("token-1")) };
  const hint: Hint & { is: boolean } = {
    is: true,
    read: () => hint.is,
    write: (is) => {
      hint.is = is;
    },
    leave: () => {
      hint.is = false;
    },
  };
  const fetcher = async (path: string, init: RequestInit): Promise<Response> => {
    if (path === "/api/portal/session") return portal.session();
    sent.push({ path, method: init.method ?? "", headers: new Headers(init.headers), body: init.body });
    const answer = answers.shift();
    if (answer === undefined) throw new Error("more requests than answers");
    return await answer();
  };
  const store = new SessionStore(fetcher, hint);
  const tab = { kept: null as string | null };
  const acting = new ActingStore(
    {
      read: () => tab.kept,
      write: (value) => {
        tab.kept = value;
        return true;
      },
    },
    store,
  );
  const client = new PortalClient(fetcher, store, acting);
  const asked: string[] = [];
  client.usePrompts({
    signInAgain: () => (asked.push("sign_in"), prompts.signInAgain?.() ?? Promise.resolve(true)),
    stepUp: () => (asked.push("step_up"), prompts.stepUp?.() ?? Promise.resolve(true)),
    actAgain: () => (asked.push("act_again"), prompts.actAgain?.() ?? Promise.resolve(true)),
  });
  return { sent, store, client, asked, portal, hint, tab, acting };
}

async function codeOf(failing: Promise<unknown>): Promise<string> {
  const error: unknown = await failing.catch((reason: unknown) => reason);
  return error instanceof ProblemError ? error.problem.code : `no problem: ${String(error)}`;
}

describe("PortalClient", () => {
  it("proves where a change comes from, and nothing of the kind where nothing changes", async () => {
    const { client, store, sent } = setUp([() => answerOf(200, {}), () => answerOf(200, {})]);
    await store.load();
    await client.get("/api/v1/me");
    await client.post("/api/v1/x", { a: 1 }, { ifMatch: '"7"', idempotencyKey: "K", actAs: { by: "grant", orgId: "org_1" } });
    expect([...(sent[0]?.headers ?? [])]).toEqual([["accept", "application/json"]]);
    expect(Object.fromEntries(sent[1]?.headers ?? [])).toEqual({
      "accept": "application/json",
      "content-type": "application/json",
      "idempotency-key": "K",
      "if-match": '"7"',
      "x-acting-as-org": "org_1",
      "x-csrf-token": "token-1",
      "x-ratestack-portal": "1",
    });
    expect(sent[1]?.body).toBe('{"a":1}');
  });

  it("answers the value with its entity tag, and undefined where there is no body", async () => {
    const tagged = () => new Response('{"a":1}', { status: 200, headers: { ETag: '"9"' } });
    const { client } = setUp([tagged, () => answerOf(204)]);
    expect(await client.get("/api/v1/x")).toEqual({ status: 200, value: { a: 1 }, etag: '"9"' });
    expect((await client.delete("/api/v1/x")).value).toBeUndefined();
  });

  it("tells of no connection, and of an answer that is no JSON", async () => {
    const offline = () => Promise.reject(new TypeError("Failed to fetch"));
    const { client } = setUp([
      offline,
      () => new Response("<html>", { status: 200 }),
      () => new Response("<html>", { status: 502 }),
    ]);
    expect(await codeOf(client.get("/api/v1/x"))).toBe("no_connection");
    expect(await codeOf(client.get("/api/v1/x"))).toBe("unreadable_answer");
    expect(await codeOf(client.get("/api/v1/x"))).toBe("unreadable_answer");
  });

  it("asks two calls that fail together for one sign-in", async () => {
    const over = () => refusal(401, "session_expired");
    const fine = () => answerOf(200, {});
    let answer: (done: boolean) => void = () => undefined;
    const prompt = new Promise<boolean>((resolve) => (answer = resolve));
    const { client, store, asked } = setUp([over, over, fine, fine], { signInAgain: () => prompt });
    await store.load();
    const both = Promise.all([client.get("/api/v1/a"), client.get("/api/v1/b")]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    answer(true);
    await both;
    expect(asked).toEqual(["sign_in"]);
  });

  it("asks nobody to sign in again where nobody was", async () => {
    const { client, store, asked, hint } = setUp([() => refusal(401, "no_session")]);
    expect(await codeOf(client.get("/api/v1/me"))).toBe("no_session");
    expect([asked, store.state().kind, hint.is]).toEqual([[], "visitor", false]);
  });

  it("gives the problem back when the person declines", async () => {
    const { client, store, sent } = setUp([() => refusal(403, "step_up_required")], {
      stepUp: () => Promise.resolve(false),
    });
    await store.load();
    expect(await codeOf(client.post("/api/v1/x"))).toBe("step_up_required");
    expect(sent).toHaveLength(1);
  });

  it("tries once more after each remedy, and never twice after one", async () => {
    const stepUp = () => refusal(403, "step_up_required");
    const { client, store, asked } = setUp([() => refusal(401, "session_expired"), stepUp, stepUp]);
    await store.load();
    expect(await codeOf(client.post("/api/v1/x"))).toBe("step_up_required");
    expect(asked).toEqual(["sign_in", "step_up"]);
  });

  it("leaves a call that was given up alone", async () => {
    const leaving = new AbortController();
    const { client, store, sent } = setUp([() => refusal(403, "step_up_required")], {
      stepUp: () => {
        leaving.abort();
        return Promise.resolve(true);
      },
    });
    await store.load();
    await expect(client.get("/api/v1/x", { signal: leaving.signal })).rejects.toThrow("aborted");
    expect(sent).toHaveLength(1);
  });
});

describe("remedyFor", () => {
  it.each([
    [401, "session_revoked", "sign_in"],
    [401, "revoked_credentials", "sign_in"],
    [401, "invalid_credentials", "none"],
    [403, "step_up_required", "step_up"],
    [403, "csrf", "new_token"],
    [403, "capability_missing", "none"],
    [500, "step_up_required", "none"],
  ])("%i %s: %s", (status, code, remedy) => {
    expect(remedyFor(ownProblem(code, { status }))).toBe(remedy);
  });
});

describe("SessionStore", () => {
  it("asks for nothing where no session was seen before", async () => {
    const { store, portal, hint } = setUp([]);
    hint.is = false;
    portal.session = () => {
      throw new Error("asked");
    };
    await store.loadIfHinted();
    expect(store.state().kind).toBe("visitor");
  });

  it("keeps who was there, as ended, when the session is over", async () => {
    const { store, portal } = setUp([]);
    await store.load();
    portal.session = () => refusal(401, "session_expired");
    await store.load();
    expect(store.state()).toMatchObject({ kind: "person", ended: true, session: { user: { id: "user_1" } } });
  });

  it("does not take a server that is away for a session that is over", async () => {
    const { store, portal } = setUp([]);
    portal.session = () => refusal(502, "upstream_unavailable");
    await store.load();
    expect(store.state()).toMatchObject({ kind: "unknown", problem: { code: "upstream_unavailable" } });
    portal.session = () => answerOf(200, shown("token-1"));
    await store.load();
    portal.session = () => refusal(502, "upstream_unavailable");
    await store.load();
    expect(store.state()).toMatchObject({ kind: "person", ended: false });
  });

  it("uses the new token from the moment that it is told", async () => {
    const { store, portal } = setUp([]);
    await store.load();
    portal.session = () => refusal(502, "upstream_unavailable");
    await store.renewed({ csrf_token: "token-2" });
    expect(store.csrfToken()).toBe("token-2");
  });
});

describe("acting for another organisation", () => {
  const chosen: Acting = {
    by: "grant",
    orgId: "org_a",
    name: "A",
    type: "ORIGINATOR",
    capabilities: ["loan.read"],
    expiresAt: inAnHour(),
    userId: "user_1",
    sessionId: "ses_1",
  };
  const fine = () => answerOf(200, {});

  async function setUpActing(answers: (() => Response)[], prompts: Partial<Prompts> = {}, choice: Acting = chosen) {
    const all = setUp(answers, prompts);
    all.portal.session = () => answerOf(200, { ...shown("token-1", [granted]), permissions: ["platform.operate"] });
    all.tab.kept = JSON.stringify(choice);
    await all.store.load();
    return all;
  }

  it("names it in each request but those about oneself, by any way of the client's", async () => {
    const { client, sent } = await setUpActing([fine, fine, fine, fine, fine]);
    await client.get("/api/v1/loans");
    await client.plain({ method: "GET", path: "/api/v1/loans" });
    await client.raw({ method: "GET", path: "/api/v1/loans" });
    await client.get("/api/v1/me/sessions");
    await client.get("/api/v1/orgs", { actAs: null });
    expect(sent.map(({ headers }) => headers.get("X-Acting-As-Org"))).toEqual(["org_a", "org_a", "org_a", null, null]);
  });

  it("carries an override by its own header, and never both", async () => {
    const { client, sent } = await setUpActing([fine], {}, { ...chosen, by: "override", expiresAt: null });
    await client.get("/api/v1/loans");
    expect(sent[0]?.headers.get("X-Owner-Override")).toBe("org_a");
    expect(sent[0]?.headers.has("X-Acting-As-Org")).toBe(false);
  });

  it.each([
    ["grant", "no_live_grant", undefined],
    ["override", "capability_missing", "platform.operate"],
  ] as const)("ends a %s at %s, and sends nothing in anybody's name after it", async (by, code, capability) => {
    const refused = () => answerOf(403, { code, status: 403, capability });
    const { client, acting, sent, tab } = await setUpActing([refused, fine], {}, { ...chosen, by });
    expect(await codeOf(client.post("/api/v1/loans", {}))).toBe(code);
    expect(acting.state()).toMatchObject({ kind: "ended", why: "gone" });
    expect(tab.kept).toBeNull();
    expect(await codeOf(client.post("/api/v1/loans", {}))).toBe("acting_ended");
    await client.get("/api/v1/me");
    expect(sent.map(({ path }) => path)).toEqual(["/api/v1/loans", "/api/v1/me"]);
  });

  it("goes on where one right is missing, and says under what it was asked", async () => {
    const refused = () => answerOf(403, { code: "capability_missing", status: 403, capability: "loan.write" });
    const { client, acting } = await setUpActing([refused]);
    const error: unknown = await client.post("/api/v1/loans", {}).catch((reason: unknown) => reason);
    expect(error instanceof ProblemError && error.problem).toMatchObject({ code: "capability_missing", under: "grant" });
    expect(acting.state().kind).toBe("acting");
  });

  it("does not end for what was asked of another organisation", async () => {
    const { client, acting } = await setUpActing([() => refusal(403, "no_live_grant")]);
    expect(await codeOf(client.get("/api/v1/loans", { actAs: { by: "grant", orgId: "org_b" } }))).toBe("no_live_grant");
    expect(acting.state().kind).toBe("acting");
  });

  it.each([true, false])("asks after a new sign-in whether to go on: %s", async (goesOn) => {
    const over = () => refusal(401, "session_expired");
    const all = await setUpActing([over, fine], {
      signInAgain: async () => {
        all.portal.session = () => answerOf(200, shown("token-2", [granted], "ses_2"));
        await all.store.renewed({ csrf_token: "token-2" });
        return true;
      },
      actAgain: () => {
        if (goesOn) all.acting.resume(all.store.state());
        return Promise.resolve(goesOn);
      },
    });
    const asking = all.client.post("/api/v1/loans", {});
    if (goesOn) await asking;
    else expect(await codeOf(asking)).toBe("acting_paused");
    expect(all.asked).toEqual(["sign_in", "act_again"]);
    expect(all.sent.map(({ headers }) => headers.get("X-Acting-As-Org"))).toEqual(goesOn ? ["org_a", "org_a"] : ["org_a"]);
    expect(all.tab.kept === null).toBe(!goesOn);
  });

  it("does not go on under a grant that has ended meanwhile", async () => {
    const { portal, store, acting } = await setUpActing([]);
    portal.session = () => answerOf(200, shown("token-2", [], "ses_2"));
    await store.load();
    expect(acting.state()).toMatchObject({ kind: "ended", why: "signed_in_again" });
    acting.resume(store.state());
    expect(acting.state()).toMatchObject({ kind: "ended", why: "gone" });
  });

  it("refuses to ask for anything before it is known who is signed in", async () => {
    const { client, tab, sent } = setUp([fine]);
    tab.kept = JSON.stringify(chosen);
    await expect(client.get("/api/v1/loans")).rejects.toThrow("before it is known");
    expect(sent).toEqual([]);
  });

  it("forgets what was chosen where nobody is signed in any more", async () => {
    const { portal, store, acting, tab } = setUp([]);
    tab.kept = JSON.stringify(chosen);
    portal.session = () => refusal(401, "no_session");
    await store.load();
    expect([acting.state(), tab.kept]).toEqual([{ kind: "oneself", former: null }, null]);
  });
});
