// The audit explorer: how it looks in each state, and what it asks for.
import { ok, problem, type ScriptedApi } from "../support/scripted_api.ts";
import { adminPermissions, at, orgId, portalSession } from "../support/scripted_people.ts";
import { auditApi, hashOf, officer, logRow, logRows, otherOrg, type LogRow } from "../support/scripted_log.ts";
import { forgiveFailedLoads } from "./looking.ts";
import { expect, test } from "./portal_test.ts";
import { testScenes, type Scene } from "./scenes.ts";

const events = "GET /api/v1/audit/events";

function platformApi(): ScriptedApi {
  const session = portalSession([...adminPermissions, "platform.operate"]);
  const orgs = [
    { ...session.org, created_at: "2026-01-01T00:00:00Z", disabled_at: null },
    { id: otherOrg, type: "INVESTOR", name: "Harbor Capital", created_at: "2026-01-01T00:00:00Z", disabled_at: null },
  ];
  return auditApi()
    .on("GET /api/portal/session", () => ok(session))
    .on("GET /api/v1/orgs", ok({ items: orgs, next_cursor: null }));
}

const summary = "Intact: 40 rows, ids 1 to 40, one unbroken chain of one organisation.";
const log = {
  log: "common",
  rows: 40,
  first_id: 1,
  head: { id: 40, entry_hash: hashOf(40) },
  checkpoint: null,
  warnings: [],
};
const intact = { ok: true, logs: [{ ...log, ok: true, first_break: null, summary }], elapsed_ms: 12 };
const found = { row_id: 17, reason: "entry_hash_mismatch", expected: hashOf(17), actual: hashOf(71) };
const brokenSummary = "Broken at row 17: The row does not hash to its entry hash: it was changed after it was written.";
const broken = {
  ok: false,
  logs: [{ ...log, rows: 16, ok: false, first_break: found, summary: brokenSummary }],
  elapsed_ms: 9,
};

/** Names that whoever appends may give; the longest that there may be has 64 characters. */
const longNames = ["INVESTOR_DELIVERY_CONFIRMATION_RECEIVED_AFTER_THE_LOCK_HAD_ENDED", "CRM_PIPELINE_SYNCHRONISED"] as const;

const scenes: Readonly<Record<string, Scene>> = {
  "audit": {
    api: auditApi,
    arrange: async (page) => {
      await page.goto("/audit");
      await expect(page.getByText("Example Officer").first()).toBeVisible();
    },
  },
  "audit-filtered": {
    api: auditApi,
    arrange: async (page) => {
      await page.goto(`/audit?actor=${officer}&action=LOGIN_SUCCEEDED&from=2026-01-01T00%3A00%3A00Z`);
      await expect(page.getByRole("cell").getByText("Signed in").first()).toBeVisible();
      await expect(page.getByLabel("Correlation id")).toBeVisible();
    },
  },
  "audit-long-names": {
    api: () => auditApi(() => longNames.map((action, index) => logRow(40 - index, index + 1, { action }))),
    arrange: async (page) => {
      await page.goto("/audit");
      await expect(page.getByRole("button", { name: `Details of row 40: ${longNames[0]}` })).toBeVisible();
    },
  },
  "audit-row-long-name": {
    api: () => auditApi(() => [logRow(40, 1, { action: longNames[0] })]),
    arrange: async (page) => {
      await page.goto("/audit");
      await page.getByRole("button", { name: `Details of row 40: ${longNames[0]}` }).click();
      await expect(page.getByText("Looking for it…")).toHaveCount(0);
    },
  },
  "audit-row": {
    api: auditApi,
    arrange: async (page) => {
      await page.goto("/audit");
      await page.getByRole("button", { name: "Details of row 38: LOAN_REPRICED" }).click();
      await expect(page.getByText("Looking for it…")).toHaveCount(0);
    },
  },
  "audit-row-chain": {
    api: auditApi,
    arrange: async (page) => {
      await page.goto("/audit");
      await page.getByRole("button", { name: "Details of row 38: LOAN_REPRICED" }).click();
      await page.getByText("After it: row 37 of theirs").scrollIntoViewIfNeeded();
    },
  },
  "audit-activity": {
    api: () =>
      auditApi(() => logRows(400, 300).map((row, index) => ({ ...row, occurred_at: at(-(index ** 1.6) * 60_000) }))),
    arrange: async (page) => {
      await page.goto("/audit#activity");
      await page.getByText("The numbers").click();
      await expect(page.getByRole("cell").first()).toBeVisible();
    },
  },
  "audit-proof": {
    api: auditApi,
    arrange: async (page) => {
      await page.goto("/audit#proof");
      await expect(page.getByRole("button", { name: "Check the chain" })).toBeVisible();
    },
  },
  "audit-checking": {
    api: () => auditApi().on("GET /api/v1/admin/audit/verify", () => new Promise(() => undefined)),
    arrange: async (page) => {
      await page.goto("/audit#proof");
      await page.getByRole("button", { name: "Check the chain" }).click();
      await expect(page.getByText("The server is reading.")).toBeVisible();
    },
  },
  "audit-intact": {
    api: () => auditApi().on("GET /api/v1/admin/audit/verify", ok(intact)),
    arrange: async (page) => {
      await page.goto("/audit#proof");
      await page.getByRole("button", { name: "Check the chain" }).click();
      await expect(page.getByRole("heading", { name: /^Intact/ })).toBeFocused();
    },
  },
  "audit-broken": {
    api: () => auditApi().on("GET /api/v1/admin/audit/verify", ok(broken)),
    arrange: async (page) => {
      await page.goto("/audit#proof");
      await page.getByRole("button", { name: "Check the chain" }).click();
      await expect(page.getByRole("heading", { name: /^Broken/ })).toBeFocused();
    },
  },
  "audit-platform": {
    api: platformApi,
    arrange: async (page) => {
      await page.goto(`/audit?org_id=${otherOrg}`);
      await expect(page.getByText("No row fits these filters")).toBeVisible();
      await expect(page.getByLabel("Organisation")).toHaveValue(otherOrg);
    },
  },
  "audit-failing": {
    api: () => auditApi().on(events, problem(403, "capability_missing")),
    arrange: async (page) => {
      await page.goto("/audit");
      await expect(page.getByText("You do not have the right to do this.").first()).toBeVisible();
    },
  },
};

testScenes(scenes);

test("filters stand in the address, are asked for, and are taken back by the browser's back button", async ({
  page,
}) => {
  const api = auditApi();
  await api.install(page);
  await page.goto("/audit");
  await page.getByLabel("Action").fill("login_failed");
  await page.getByLabel("Id of who did it").fill(` ${officer} `);
  await page.getByRole("button", { name: "Show these rows" }).click();
  await expect(page).toHaveURL(`/audit?actor=${officer}&action=LOGIN_FAILED`);
  await expect(page.getByText("No row fits these filters")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("cell").getByText("Signed in").first()).toBeVisible();
  await expect(page.getByLabel("Action")).toHaveValue("");
  const asked = api.of(events).map(({ path }) => path);
  expect(asked).toContain(`/api/v1/audit/events?actor=${officer}&action=LOGIN_FAILED`);
});

test("a link with filters shows what it filters, and a wrong filter is told at its field", async ({ page }) => {
  const api = auditApi();
  await api.install(page);
  await page.goto("/audit?action=LOGIN_FAILED&from=2026-01-01T00%3A00%3A00Z&to=nonsense");
  await expect(page.getByRole("cell").getByText("Sign-in failed").first()).toBeVisible();
  await expect(page.getByRole("cell").getByText("Access denied")).toHaveCount(0);
  await expect(page.getByLabel("Action")).toHaveValue("LOGIN_FAILED");
  expect(api.of(events)[0]?.path).toBe("/api/v1/audit/events?action=LOGIN_FAILED&from=2026-01-01T00%3A00%3A00Z");
  const asked = api.of(events).length;
  await page.getByLabel("Action").fill("what happened?");
  await page.getByRole("button", { name: "Show these rows" }).click();
  await expect(page.getByLabel("Action")).toHaveAccessibleDescription(/written like LOGIN_FAILED/);
  expect(api.of(events)).toHaveLength(asked);
});

test("older rows are read on, and none comes twice", async ({ page }) => {
  await auditApi().install(page);
  await page.goto("/audit");
  await page.getByRole("button", { name: "Show older rows" }).click();
  await expect(page.getByRole("button", { name: /^Details of row/ })).toHaveCount(12);
  await expect(page.getByRole("button", { name: "Show older rows" })).toBeHidden();
});

test("new rows appear by themselves and are said, until somebody pauses", async ({ page }) => {
  let rows: LogRow[] = logRows(40, 12);
  const api = auditApi(() => rows);
  await page.clock.install();
  await api.install(page);
  await page.goto("/audit");
  await expect(page.getByRole("button", { name: /^Details of row/ })).toHaveCount(8);
  rows = [logRow(42, 0), logRow(41, 1), ...rows];
  await page.clock.runFor(5_500);
  await expect(page.getByRole("status").filter({ hasText: "Live: 2 new rows at" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Details of row/ })).toHaveCount(10);
  await page.getByRole("button", { name: "Pause" }).click();
  const asked = api.of(events).length;
  rows = [logRow(43, 0), ...rows];
  await page.clock.runFor(30_000);
  await expect(page.getByText("Paused. New rows wait until you go on.")).toBeVisible();
  expect(api.of(events)).toHaveLength(asked);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("Live: One new row at")).toBeVisible();
});

test("a page that nobody sits at stops looking for new rows, so that its session can end", async ({ page }) => {
  const api = auditApi();
  await page.clock.install();
  await api.install(page);
  await page.goto("/audit");
  await expect(page.getByText("Live: new rows appear")).toBeVisible();
  await page.clock.runFor(11 * 60_000);
  await expect(page.getByText("nothing was done on this page for ten minutes")).toBeVisible();
  const asked = api.of(events).length;
  await page.clock.runFor(60_000);
  expect(api.of(events)).toHaveLength(asked);
});

test("a look for new rows that finds the session over opens no dialog, and what is shown stays", async ({
  page,
  pageErrors,
}) => {
  const api = auditApi();
  await page.clock.install();
  await api.install(page);
  await page.goto("/audit");
  await expect(page.getByText("Example Officer").first()).toBeVisible();
  api.on(events, problem(401, "session_expired"));
  await page.clock.runFor(5_500);
  await expect(page.getByText("Paused, because your session has ended.")).toBeVisible();
  await expect(page.getByText("Your session has ended. What is on this page stays")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByText("Example Officer").first()).toBeVisible();
  forgiveFailedLoads(pageErrors);
});

test("a row is told in full, with its place in both chains, and leads to what the same request did", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await auditApi().install(page);
  await page.goto("/audit");
  const details = page.getByRole("button", { name: "Details of row 38: LOAN_REPRICED" });
  await details.click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("points");
  await expect(dialog).toContainText("6.125");
  for (const id of [37, 38, 39]) await expect(dialog.getByText(hashOf(id)).first()).toBeVisible();
  await expect(dialog.getByText("After it: row 37 of theirs")).toBeVisible();
  await dialog.getByRole("button", { name: "Copy this row’s hash" }).first().click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(hashOf(38));
  await page.keyboard.press("Escape");
  await expect(details).toBeFocused();
  await details.click();
  await dialog.getByRole("link", { name: "01K0REQUEST000000000000038" }).click();
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL("/audit?correlation_id=01K0REQUEST000000000000038");
  await expect(page.getByRole("button", { name: /^Details of row/ })).toHaveCount(1);
});

test("the first row of a chain has nothing before it", async ({ page }) => {
  await auditApi(() => [logRow(1, 3, { org_seq: 1 })]).install(page);
  await page.goto("/audit");
  await page.getByRole("button", { name: /^Details of row 1/ }).click();
  await expect(page.getByText("Nothing: the chain begins here.")).toHaveCount(2);
});

test("only the platform chooses an organisation", async ({ page }) => {
  await auditApi().install(page);
  await page.goto("/audit");
  await expect(page.getByLabel("Action")).toBeVisible();
  await expect(page.getByLabel("Organisation")).toHaveCount(0);
  const api = platformApi();
  await api.install(page);
  await page.goto("/audit");
  await page.getByLabel("Organisation").selectOption("Cascade Home Lending");
  await page.getByRole("button", { name: "Show these rows" }).click();
  await expect(page).toHaveURL(`/audit?org_id=${orgId}`);
  expect(api.of(events).at(-1)?.path).toContain(`org_id=${orgId}`);
});

test("the core's own sentence is the verdict, and a check can be waited for no longer", async ({ page }) => {
  const api = auditApi().on("GET /api/v1/admin/audit/verify", () => new Promise(() => undefined));
  await api.install(page);
  await page.goto("/audit#proof");
  await page.getByRole("button", { name: "Check the chain" }).click();
  await page.getByRole("button", { name: "Stop waiting" }).click();
  api.on("GET /api/v1/admin/audit/verify", ok(intact));
  await page.getByRole("button", { name: "Check the chain" }).click();
  await expect(page.getByRole("heading", { name: summary })).toBeFocused();
  api.on("GET /api/v1/admin/audit/verify", ok(broken));
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(page.getByRole("heading", { name: brokenSummary })).toBeFocused();
  await expect(page.getByText(found.actual)).toBeVisible();
});

test("an export is a plain download, of the organisation that was chosen", async ({ page }) => {
  await platformApi().install(page);
  await page.goto(`/audit?org_id=${otherOrg}#proof`);
  const link = page.getByRole("link", { name: "Download the log" });
  await expect(link).toHaveAttribute("href", `/api/v1/admin/audit/export?org_id=${otherOrg}`);
});

test("a chart of a log too long to count at once says where it may be too low", async ({ page }) => {
  await auditApi()
    .on("GET /api/v1/audit/counts", ok({ items: [], complete: false, complete_from: at(-24 * 60 * 60_000) }))
    .install(page);
  await page.goto("/audit#activity");
  await expect(page.getByText(/^The log is longer than what is counted at once\. What is before .* may be too low\.$/)).toBeVisible();
});

test("charts count what happened, say it in words, and lead to its rows", async ({ page }) => {
  const denied = (id: number, hours: number) =>
    logRow(id, hours * 60, { action: "ACCESS_DENIED", payload: { what: "loan.write", unsaid_before: 4 } });
  await auditApi(() => [denied(9, 0), denied(8, 0), denied(7, 2 * 24)]).install(page);
  await page.goto("/audit#activity");
  await expect(page.getByRole("img", { name: /^Denials: 15 from .*, most of them .*: 10\.$/ })).toBeVisible();
  await expect(page.getByRole("img", { name: /^Lockouts: none from/ })).toBeVisible();
  await page.getByLabel("The last").selectOption("24 hours, by hour");
  await expect(page.getByRole("img", { name: /^Denials: 10 from/ })).toBeVisible();
  await page.getByRole("link", { name: "Denials" }).click();
  await expect(page.getByLabel("Action")).toHaveValue("ACCESS_DENIED");
  await expect(page.getByRole("button", { name: /^Details of row/ })).toHaveCount(3);
});
