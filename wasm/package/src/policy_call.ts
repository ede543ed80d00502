import { decideCallSize, grantInSize } from "./abi.js";
import { capabilityTable, orgTypeTable, roleTable, type Capability, type OrgType, type Role } from "./policy_names.js";

export interface PolicyOrg {
  readonly type: OrgType;
  /** What the organisation has not turned off. */
  readonly enabled: readonly Capability[];
  readonly disabled?: boolean;
}

/** What one organisation lets members of another do, for a time. */
export interface PolicyGrant {
  /** "grant_" and a ULID. */
  readonly id: string;
  readonly capabilities: readonly Capability[];
  /** Who granted, with the roles that they hold now, or what the API key can do: what came by a grant cannot be passed on. */
  readonly grantor: {
    readonly org: PolicyOrg;
    readonly roles: readonly Role[];
    readonly key?: readonly Capability[];
    readonly disabled?: boolean;
  };
  /** RFC 3339. Live before that moment, not at it. */
  readonly expiresAt: string;
  readonly revoked?: boolean;
}

/**
 * Who asks. Roles count for the data of the organisation in which they are held, a grant for that of the organisation
 * which gave it: under `X-Acting-As-Org` hand in the grants of that organisation and no roles, else roles and no grants.
 */
export interface PolicySubject {
  readonly roles?: readonly Role[];
  /** Of an API key. */
  readonly key?: readonly Capability[];
  readonly grants?: readonly PolicyGrant[];
}

const encoder = new TextEncoder();

/** Bytes of UTF-8 that a UTF-16 unit can become. */
const maxBytesPerUnit = 3;

/** Writes an abi::DecideCall, the abi::GrantIn that it points to and their texts, in one piece of memory. */
export class PolicyCall {
  readonly #subject: PolicySubject;
  readonly #org: PolicyOrg;
  readonly #now: string;
  readonly #grants: readonly PolicyGrant[];
  /** Of the memory that bytes() fills, at most. */
  readonly size: number;

  constructor(subject: PolicySubject, org: PolicyOrg, now: string) {
    this.#subject = subject;
    this.#org = org;
    this.#now = now;
    this.#grants = subject.grants ?? [];
    let units = now.length;
    for (const { id, expiresAt } of this.#grants) units += id.length + expiresAt.length;
    this.size = decideCallSize + this.#grants.length * grantInSize + units * maxBytesPerUnit;
  }

  /** The bytes, for memory that begins at `start`. */
  bytes(start: number): Uint8Array {
    const bytes = new Uint8Array(this.size);
    const words = new DataView(bytes.buffer);
    let textAt = decideCallSize + this.#grants.length * grantInSize;
    let at = 0;
    const put = (...values: number[]): void => {
      for (const value of values) {
        words.setUint32(at, value, true);
        at += 4;
      }
    };
    const putText = (text: string): void => {
      const { written } = encoder.encodeInto(text, bytes.subarray(textAt));
      put(start + textAt, written);
      textAt += written;
    };
    const putOrg = ({ type, enabled, disabled }: PolicyOrg): void => {
      put(orgTypeTable.number(type), capabilityTable.bits(enabled), Number(disabled === true));
    };
    putOrg(this.#org);
    put(roleTable.bits(this.#subject.roles ?? []), capabilityTable.bits(this.#subject.key ?? []));
    putText(this.#now);
    put(start + decideCallSize, this.#grants.length);
    for (const { id, capabilities, grantor, expiresAt, revoked } of this.#grants) {
      putOrg(grantor.org);
      put(roleTable.bits(grantor.roles), capabilityTable.bits(grantor.key ?? []), Number(grantor.disabled === true));
      put(capabilityTable.bits(capabilities), Number(revoked === true));
      putText(id);
      putText(expiresAt);
    }
    return bytes;
  }
}
