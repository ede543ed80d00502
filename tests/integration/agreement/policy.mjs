// One decision, two places: the native core and the module must name the same rule for every situation of a table, explain it
// in the same words, and publish the same catalog.
//
//   node tests/integration/agreement/policy.mjs BIN-DIR [EVERY]
//
// One situation in EVERY is decided: 1 takes half a minute. BIN-DIR holds policy_runner, whose table (tests/support/policy_table.hpp) is written down a second time here; wasm/package must be
// built.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { capabilities, orgTypes, policyRules, RatestackCore, roles } from "../../../wasm/package/dist/index.js";

const [binaries, everyText = "5"] = process.argv.slice(2);
if (binaries === undefined) {
  console.error("usage: policy.mjs BIN-DIR [EVERY]");
  process.exit(2);
}

const EXPIRY = "2026-11-27T12:00:00.000000Z";
const MOMENTS = ["2026-11-27T11:59:59.999999Z", EXPIRY, "2026-11-27T12:00:00.000001Z"];
const EVERY = Number(everyText);
const EXPLAIN_EVERY = 499; // of those that are decided

function grant(type, enabled, grantorRoles, changes = {}) {
  const { orgDisabled = false, personDisabled = false, grantorKey = [], ...rest } = changes;
  const grantor = { org: { type, enabled, disabled: orgDisabled }, roles: grantorRoles, key: grantorKey, disabled: personDisabled };
  return { id: "grant_01KAS0V3E8ZP5Q2W9X7Y6T4R1M", capabilities, grantor, expiresAt: EXPIRY, ...rest };
}

const staff = ["ORG_ADMIN", "LOAN_OFFICER", "LOCK_DESK"];
const fromStaff = (changes, enabled = capabilities) => grant("CORRESPONDENT", enabled, staff, changes);
const holdings = {
  nothing: {},
  key: { key: ["loan.write", "lock.request", "provider.loan.status", "platform.operate"] },
  grant: { grants: [fromStaff()] },
  revoked: { grants: [fromStaff({ revoked: true })] },
  grantor_is_auditor: { grants: [grant("CORRESPONDENT", capabilities, ["AUDITOR"])] },
  grantor_has_little_enabled: { grants: [fromStaff({}, ["loan.read", "lock.commit"])] },
  grantor_org_disabled: { grants: [fromStaff({ orgDisabled: true })] },
  grantor_disabled: { grants: [fromStaff({ personDisabled: true })] },
  from_the_platform: {
    grants: [grant("PLATFORM", capabilities, ["SUPER_ADMIN"], { capabilities: ["platform.operate", "loan.write"] })],
  },
  from_a_key: {
    grants: [grant("CORRESPONDENT", capabilities, [], { grantorKey: ["loan.read", "lock.commit", "platform.operate"] })],
  },
  super_admin_of_a_tenant: { grants: [grant("INVESTOR", capabilities, ["SUPER_ADMIN", "PROVIDER"])] },
  key_and_two_grants: {
    key: ["audit.read"],
    grants: [
      fromStaff({ revoked: true }),
      grant("INVESTOR", capabilities, ["ORG_ADMIN"], { capabilities: ["loan.price", "org.admin"] }),
    ],
  },
};

const enabledFamily = [[], capabilities];
capabilities.forEach((one, i) => {
  enabledFamily.push([one], ...capabilities.slice(i + 1).map((other) => [one, other]));
});
const roleSets = Array.from({ length: 256 }, (_, mask) => roles.filter((_, bit) => ((mask >> bit) & 1) === 1));
const numberOf = new Map(policyRules.map((rule, number) => [rule, number]));

/** The members of an object in the order of RFC 8785, which the explanations' own are not bound to after parsing. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${members.join(",")}}`;
}

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const counts = new Float64Array(policyRules.length);

function moduleLine(policy, type, [name, holding], moment) {
  const now = MOMENTS[moment];
  const rules = [];
  const explanations = createHash("sha256");
  let situations = 0;
  let decided = 0;
  for (const held of roleSets) {
    const subject = { ...holding, roles: held };
    for (const enabled of enabledFamily) {
      if (situations++ % EVERY !== 0) continue;
      const org = { type, enabled };
      for (const rule of policy.decideEach(subject, org, now)) rules.push(numberOf.get(rule));
      if (decided++ % EXPLAIN_EVERY !== 0) continue;
      for (const capability of capabilities) explanations.update(canonical(policy.explain(subject, org, capability, now)));
    }
  }
  for (const rule of rules) counts[rule]++;
  return [type, name, moment, sha256(Uint8Array.from(rules)), explanations.digest("hex")].join("\t");
}

function* moduleLines(policy) {
  yield `catalog\t${sha256(canonical(policy.catalog()))}`;
  for (const type of orgTypes)
    for (const holding of Object.entries(holdings))
      for (const moment of MOMENTS.keys()) yield moduleLine(policy, type, holding, moment);
}

const done = spawnSync(join(binaries, "policy_runner"), [String(EVERY)]);
if (done.error !== undefined) throw done.error;
if (done.status !== 0) throw new Error(`policy_runner ended with ${done.status}`);
const native = done.stdout.toString().split("\n").slice(0, -1);

const wasm = new URL("../../../wasm/package/dist/ratestack_core.wasm", import.meta.url);
const { policy } = await RatestackCore.load(readFileSync(wasm));
const module = [...moduleLines(policy)];
let differing = Math.abs(native.length - module.length);
module.forEach((line, index) => {
  if (line === native[index]) return;
  differing++;
  if (differing <= 5) console.error(`native ${native[index]}\nmodule ${line}`);
});
const decisions = counts.reduce((sum, count) => sum + count, 0);
const deciding = counts.filter((count) => count > 0).length;
console.log(`${decisions} decisions in ${module.length} lines, ${differing} lines differ; ${deciding} rules decided`);
// No organisation of the table is disabled; every other rule must have had its say, or the digests say little.
process.exit(differing === 0 && deciding === policyRules.length - 1 && decisions >= 1_000_000 ? 0 : 1);
