import { describe, expect, it } from "vitest";

import { InternalClient } from "../../src/internal/client.js";
import { SessionDirectory } from "../../src/session/directory.js";
import { sessionOf } from "../../src/session/presented.js";
import { loadCore } from "../support/core.ts";
import { resolved } from "../support/server_double.ts";
import { newSessionToken } from "../support/signed_in.ts";

const core = await loadCore();

function presented() {
  const session = sessionOf(core.identity, newSessionToken());
  if (session === null) throw new Error("no token");
  return session;
}

function scripted() {
  let asked = 0;
  const fetch = (): Promise<Response> => {
    asked++;
    return Promise.resolve(Response.json(resolved));
  };
  let now = 0;
  const directory = new SessionDirectory(new InternalClient({ fetch }, "token"), () => now);
  const resolve = (session = presented()) => directory.resolve(session, "req-1", () => undefined);
  const pass = (ms: number): void => {
    now += ms;
  };
  return { directory, resolve, pass, asked: () => asked };
}

describe("SessionDirectory", () => {
  it("asks again after five seconds, and not before", async () => {
    const { resolve, pass, asked } = scripted();
    const session = presented();
    await resolve(session);
    pass(4_999);
    expect(await resolve(session)).toMatchObject({ ok: true, session: { accessToken: resolved.access_token } });
    expect(asked()).toBe(1);
    pass(1);
    await resolve(session);
    expect(asked()).toBe(2);
  });

  it("asks again for what was dropped, and for that alone", async () => {
    const { directory, resolve, asked } = scripted();
    const [one, other] = [presented(), presented()];
    await resolve(one);
    await resolve(other);
    directory.drop(one);
    await resolve(one);
    await resolve(other);
    expect(asked()).toBe(3);
  });

  it("holds 4,096 sessions at most", async () => {
    const { resolve, asked } = scripted();
    const first = presented();
    await resolve(first);
    for (let i = 0; i < 4_096; i++) await resolve();
    await resolve(first);
    expect(asked()).toBe(4_098);
  });
});
