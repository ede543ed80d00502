import { describe, expect, it } from "vitest";

import { scriptedSite } from "../support/scripted_site.ts";
import { json, problem } from "../support/server_double.ts";
import { sessionCookie } from "../support/signed_in.ts";

const site = scriptedSite();

async function lineOf(correlationId: string): Promise<Record<string, unknown>> {
  await expect.poll(() => site.portal.log.some((line) => line.includes(correlationId))).toBe(true);
  const lines = site.portal.log.filter((line) => line.includes(correlationId));
  expect(lines.length).toBe(1);
  return JSON.parse(lines[0] ?? "") as Record<string, unknown>;
}

describe("the log", () => {
  it("has one JSON line a request, with what it takes to find it", async () => {
    const browser = await site.signedIn();
    site.server.on("GET /v1/loans/loan_1", json(200, {}));
    await browser.send("/api/v1/loans/loan_1?borrower=ada", { headers: { "X-Correlation-Id": "req-log-1" } });
    const line = await lineOf("req-log-1");
    expect(Object.keys(line)).toEqual(["time", "correlation_id", "method", "route", "status", "duration_ms"]);
    expect(line).toMatchObject({ method: "GET", route: "/api/v1/loans/{id}", status: 200, duration_ms: expect.any(Number) as number });
    expect(line["time"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it("names the code of what was refused, here or upstream", async () => {
    const browser = await site.signedIn();
    site.server.on("GET /v1/orgs", problem(403, "capability_missing"));
    await browser.send("/api/v1/orgs", { headers: { "X-Correlation-Id": "req-log-2" } });
    expect(await lineOf("req-log-2")).toMatchObject({ status: 403, code: "capability_missing" });
    await browser.send("/api/v1/nothing", { headers: { "X-Correlation-Id": "req-log-3" } });
    expect(await lineOf("req-log-3")).toMatchObject({ status: 404, code: "not_found", route: "unknown" });
  });

  it("holds nothing that a client sent: no cookie, token, query, body, path, or personal data", async () => {
    const browser = await site.signedIn();
    const session = browser.cookies.get(sessionCookie) ?? "";
    const secret = { email: "grace@rates.example", password: "hunter2-hunter2" };
    await browser.post("/api/portal/sign-in?note=query-note", secret, { Authorization: "Bearer rsk_live_mine" });
    await browser.send("/api/v1/orgs/org_path_note/members/usr_x%20y");
    await browser.send("/loans/078-05-1120");
    await browser.send("/verify", { headers: { "X-Correlation-Id": "078-05-1120" } });
    await browser.send("/verify", { headers: { "X-Correlation-Id": "req-log-4" } });
    await lineOf("req-log-4");
    const text = site.portal.log.join("\n");
    const sent = [session, browser.csrfToken, "hunter2", "grace@", "query-note", "rsk_live", "path_note", "078-05-1120"];
    expect(sent.filter((piece) => text.includes(piece))).toEqual([]);
    expect(text).toContain("[REDACTED:SSN]");
  });
});
