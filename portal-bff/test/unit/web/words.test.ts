import { describe, expect, it } from "vitest";

import { ownProblem, problemOf } from "../../../web/src/client/problem.ts";
import { loginPath, returnPathOf } from "../../../web/src/client/return_path.ts";
import { waitOf, wordsOf } from "../../../web/src/client/words.ts";
import { spanOf, timeAgo, timeLeft, utcTime } from "../../../web/src/design/time.ts";
import { deviceOf } from "../../../web/src/design/user_agent.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

describe("problemOf", () => {
  it("reads what the server says, and its header", () => {
    const body = { code: "locked_out", detail: "D", correlation_id: "C", pointer: "/a", reason: "r", capability: "c" };
    expect(problemOf(429, new Headers({ "Retry-After": "90" }), body)).toEqual({
      status: 429,
      code: "locked_out",
      detail: "D",
      correlationId: "C",
      pointer: "/a",
      reason: "r",
      capability: "c",
      under: null,
      retryAfter: 90,
      members: body,
    });
  });

  it.each([[null], ["text"], [[]], [{ code: 7, detail: null }]])(
    "tells of %j that it is no problem document",
    (body) => {
      const problem = problemOf(502, new Headers({ "X-Correlation-Id": "H" }), body);
      expect(problem).toMatchObject({ status: 502, code: "unreadable_answer", correlationId: "H", retryAfter: null });
    },
  );
});

describe("wordsOf", () => {
  it("has its own words for what it knows, the server's for the rest", () => {
    expect(wordsOf(ownProblem("own_roles", { detail: "D" }))).toBe(
      "Nobody changes their own roles. Ask another administrator.",
    );
    expect(wordsOf(ownProblem("of_tomorrow", { detail: "The server says so." }))).toBe(
      "The server says so.",
    );
    expect(wordsOf(ownProblem("constructor", { detail: "" }))).toBe(
      "Something went wrong. Try again in a moment.",
    );
  });

  it("says why a password is weak and how long to wait", () => {
    expect(wordsOf(ownProblem("weak_password", { reason: "breached" }))).toContain("leak");
    expect(wordsOf(ownProblem("locked_out", { retryAfter: 61 }))).toBe(
      "Too many tries. Wait 2 minutes before the next one.",
    );
  });

  it.each([
    [1, "one second"],
    [59, "59 seconds"],
    [60, "one minute"],
    [3600, "one hour"],
    [3601, "2 hours"],
  ])("%i seconds are %s", (seconds, words) => {
    expect(waitOf(seconds)).toBe(words);
  });
});

describe("return paths", () => {
  const origin = "https://portal.example";
  it.each([
    ["?return=%2Fme", "/me"],
    ["?return=%2Faudit%3Fa%3D1%23b", "/audit?a=1#b"],
    ["", "/"],
    ["?return=me", "/"],
    ["?return=%2F%2Fevil.example", "/"],
    ["?return=https%3A%2F%2Fevil.example", "/"],
    ["?return=%2F%5Cevil.example", "/"],
    ["?return=%2F%09%2Fevil.example", "/"],
    ["?return=javascript%3Aalert(1)", "/"],
    ["?return=%2Flogin%3Freturn%3D%2Flogin", "/"],
  ])("%s leads to %s", (search, path) => {
    expect(returnPathOf(search, origin)).toBe(path);
  });

  it("come back as they went", () => {
    expect(loginPath({ pathname: "/", search: "" })).toBe("/login");
    const there = loginPath({ pathname: "/audit", search: "?a=1&b=2" });
    expect(returnPathOf(there.slice("/login".length), origin)).toBe("/audit?a=1&b=2");
  });
});

describe("times", () => {
  it("are told in UTC to the second", () => {
    expect(utcTime(Date.UTC(2026, 10, 28, 7, 12, 6, 999))).toBe("2026-11-28 07:12:06 UTC");
  });

  it.each([
    [0, "less than a minute"],
    [minute, "1 minute"],
    [119 * minute, "1 hour"],
    [2 * day - 1, "1 day"],
    [2 * day, "2 days"],
  ])("%i ms: %s", (ms, words) => {
    expect(spanOf(ms)).toBe(words);
  });

  it("are over at their end, not after it", () => {
    expect([timeLeft(100, 99), timeLeft(100, 100)]).toEqual(["less than a minute left", "over"]);
    expect([timeAgo(0, 30_000), timeAgo(0, day)]).toEqual(["just now", "1 day ago"]);
  });
});

describe("deviceOf", () => {
  it.each([
    [
      "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
      "Edge on Windows",
    ],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"],
    [
      "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36",
      "Chrome on Android",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) AppleWebKit/605 (KHTML, like Gecko) Version/18 Safari/605",
      "Safari on macOS",
    ],
    ["curl/8.5.0", "curl/8.5.0"],
    ["", "An unknown program"],
  ])("%s", (userAgent, device) => {
    expect(deviceOf(userAgent)).toBe(device);
  });
});
