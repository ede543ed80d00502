import { describe, expect, it } from "vitest";

import type { CatalogCapability, Rotation } from "../../../web/src/client/types.ts";
import { offeredFor, stateOf } from "../../../web/src/keys/key_state.ts";
import { blockerWords, progressOf, rowsByKey, stageOf } from "../../../web/src/secrets/rotation_words.ts";
import { byKind, nameFlaw, newWebhookSecret, valueFlaw } from "../../../web/src/secrets/secret_words.ts";
import { rotations } from "../../support/scripted_secrets.ts";

const now = Date.parse("2026-11-28T07:00:00Z");

describe("a key", () => {
  it.each([
    [null, null, "live"],
    [null, "2026-12-28T07:00:00Z", "live"],
    [null, "2026-12-05T07:00:00Z", "ends_soon"],
    [null, "2026-11-28T07:00:00Z", "over"],
    ["2026-11-01T00:00:00Z", "2026-12-28T07:00:00Z", "ended"],
  ])("ended at %s, ending at %s, is %s", (revoked_at, expires_at, state) => {
    expect(stateOf({ revoked_at, expires_at }, now)).toBe(state);
  });

  const capability = (id: string, kind: "operational" | "provider") => ({ id, kind }) as CatalogCapability;
  const all = [
    capability("loan.read", "operational"),
    capability("loan.write", "operational"),
    capability("platform.operate", "operational"),
    capability("provider.quotes", "provider"),
  ];

  it("is offered what is turned on, in its groups", () => {
    const groups = offeredFor(all, ["loan.read", "provider.quotes"], []);
    expect(groups.map(({ kind, capabilities }) => [kind, ...capabilities.map(({ id }) => id)])).toEqual([
      ["operational", "loan.read"],
      ["provider", "provider.quotes"],
    ]);
    expect(offeredFor(all, [], ["loan.read"])).toEqual([]);
  });

  it("gets the platform from those alone who have it", () => {
    expect(offeredFor(all, ["platform.operate"], ["org.admin"])).toEqual([]);
    expect(offeredFor(all, ["platform.operate"], ["platform.operate"])).toHaveLength(1);
  });
});

describe("a secret", () => {
  it.each(["a", "rates-inbox", "a.b_c-9", "x".repeat(64)])("may be called %s", (name) => {
    expect(nameFlaw(name)).toBeNull();
  });

  it.each(["", "-a", "a-", "A", "a b", "ü", "x".repeat(65)])("may not be called %j", (name) => {
    expect(nameFlaw(name)).not.toBeNull();
  });

  it("has 1 to 65536 bytes, however many letters these are", () => {
    expect(valueFlaw("config", "")).not.toBeNull();
    expect(valueFlaw("config", "x".repeat(65_536))).toBeNull();
    expect(valueFlaw("config", "ü".repeat(32_769))).not.toBeNull();
  });

  it("of a webhook is one to four of their kind", () => {
    const one = newWebhookSecret(new Uint8Array(32).fill(255));
    expect(one).toBe(`whsec_${"/".repeat(42)}8=`);
    expect(valueFlaw("webhook", one)).toBeNull();
    expect(valueFlaw("webhook", Array(4).fill(one).join(" "))).toBeNull();
    for (const wrong of [Array(5).fill(one).join(" "), `${one}  ${one}`, "hunter2", `${one}\n`]) {
      expect(valueFlaw("webhook", wrong)).not.toBeNull();
    }
  });

  it("stands with others of its kind", () => {
    const kept = [{ kind: "webhook" }, { kind: "imap" }, { kind: "webhook" }] as const;
    expect(byKind(kept).map(([kind, some]) => [kind, some.length])).toEqual([
      ["imap", 1],
      ["webhook", 2],
    ]);
  });
});

describe("a rotation", () => {
  const states = rotations as unknown as Readonly<Record<keyof typeof rotations, Rotation>>;

  it("is told where it stands", () => {
    const stages = Object.values(states).map(stageOf);
    expect(stages).toEqual(["no_rotation", "to_start", "running", "left_over", "safe_to_drop"]);
    expect(stageOf({ ...states.none, write_kid: null })).toBe("no_rotation");
  });

  it("says why the previous key must stay, and what helps", () => {
    const words = (state: Rotation): string[] => state.blockers.map((blocker) => blockerWords(blocker, state));
    expect(words(states.toStart)[1]).toBe("10,412 rows are still sealed under the previous key. Start the rotation.");
    expect(words(states.running)[0]).toBe("6,412 rows are still sealed under the previous key. The rotation is at it.");
    expect(words(states.quarantine)).toEqual([
      "One row is still sealed under the previous key. Run the rotation again. Replace or delete what is in quarantine.",
    ]);
    expect(blockerWords({ code: "new_in_a_later_version", detail: "As the server says." }, states.none)).toBe(
      "As the server says.",
    );
  });

  it("counts rows by key, damaged ones too", () => {
    expect(rowsByKey(states.quarantine).map(({ role, rows }) => [role, rows])).toEqual([
      ["the current key", 10_410],
      ["the previous key", 1],
      ["not sealed at all: damaged", 1],
    ]);
    expect(progressOf({ done: 1, total: 4 })).toBe(0.25);
    expect(progressOf({ done: 0, total: 0 })).toBe(1);
  });
});
