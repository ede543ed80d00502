import { bufferSize, Status } from "./abi.js";
import { CoreError } from "./errors.js";
import type { CoreInstance } from "./instance.js";
import { PolicyCall, type PolicyOrg, type PolicySubject } from "./policy_call.js";
import {
  capabilities,
  capabilityTable,
  policyRules,
  type Capability,
  type OrgType,
  type PolicyRule,
  type Role,
} from "./policy_names.js";

export interface PolicyDecision {
  readonly allowed: boolean;
  readonly rule: PolicyRule;
}

/** What `POST /v1/authz/check` answers. */
export interface PolicyExplanation {
  readonly allowed: boolean;
  readonly reason: PolicyRule;
  readonly path: readonly {
    readonly check: "organisation" | "ceiling" | "enabled" | "role" | "key" | "grant";
    /** Whose answer it is: a type of organisation, a role, a grant's id. */
    readonly of: string | null;
    readonly passed: boolean;
    readonly rule: PolicyRule | null;
  }[];
}

/** What `GET /v1/capabilities` answers. */
export interface CapabilityCatalog {
  readonly version: number;
  readonly capabilities: readonly {
    readonly id: Capability;
    readonly kind: "operational" | "provider";
    readonly title: string;
    readonly description: string;
    readonly org_types: readonly OrgType[];
    readonly roles: readonly Role[];
  }[];
  readonly roles: readonly Role[];
  readonly org_types: readonly OrgType[];
}

/**
 * Who may do what: the server's own decisions, for a page that shows what its reader may do. The server decides again; a
 * decision here permits nothing. Use RatestackCore.policy. `now` is a Date or RFC 3339. Throws CoreError
 * `unknown_capability`, `unknown_role`, `unknown_org_type`, `malformed_id`, and `malformed_time` and its kin.
 */
export class PolicyRules {
  readonly #living: () => CoreInstance;

  constructor(living: () => CoreInstance) {
    this.#living = living;
  }

  decide(subject: PolicySubject, org: PolicyOrg, capability: Capability, now: Date | string): PolicyDecision {
    const number = capabilityTable.number(capability);
    const rule = this.decideEach(subject, org, now)[number];
    if (rule === undefined) throw new CoreError("unknown_status");
    return { allowed: allows(rule), rule };
  }

  /** All that the subject may do there. */
  effective(subject: PolicySubject, org: PolicyOrg, now: Date | string): Capability[] {
    const rules = this.decideEach(subject, org, now);
    return capabilities.filter((_, number) => {
      const rule = rules[number];
      return rule !== undefined && allows(rule);
    });
  }

  /** The rule that decides for each capability, in the order of `capabilities`. */
  decideEach(subject: PolicySubject, org: PolicyOrg, now: Date | string): PolicyRule[] {
    const instance = this.#living();
    // The refusal first, where memory is aligned.
    return instance.withMemory(bufferSize + capabilities.length, (refusal) =>
      withCall(instance, new PolicyCall(subject, org, textOf(now)), (call) => {
        const rules = refusal + bufferSize;
        const status = instance.run((core) => core.rs_decide(call, rules, refusal));
        if (status === Status.failed) throw instance.refusal(refusal);
        instance.check(status);
        return Array.from(instance.read(rules, capabilities.length), ruleOf);
      }),
    );
  }

  /** The decision with its path, each question that was asked on the way. */
  explain(subject: PolicySubject, org: PolicyOrg, capability: Capability, now: Date | string): PolicyExplanation {
    const instance = this.#living();
    const number = capabilityTable.number(capability);
    const json = withCall(instance, new PolicyCall(subject, org, textOf(now)), (call) =>
      instance.answer((core, out) => core.rs_explain(call, number, out)),
    );
    return JSON.parse(json) as PolicyExplanation;
  }

  catalog(): CapabilityCatalog {
    const json = this.#living().answer((core, out) => core.rs_capability_catalog(out));
    return JSON.parse(json) as CapabilityCatalog;
  }
}

function withCall<T>(instance: CoreInstance, call: PolicyCall, body: (data: number) => T): T {
  return instance.withMemory(call.size, (data) => {
    instance.write(data, call.bytes(data));
    return body(data);
  });
}

function textOf(time: Date | string): string {
  return typeof time === "string" ? time : time.toISOString();
}

function ruleOf(number: number): PolicyRule {
  const rule = policyRules[number];
  if (rule === undefined) throw new CoreError("unknown_status", `rule ${String(number)}`);
  return rule;
}

function allows(rule: PolicyRule): boolean {
  return rule.startsWith("by_");
}
