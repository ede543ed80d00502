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
  /** Who granted, with the roles that they hold now: what came to them by a grant cannot be passed on. */
  readonly grantor: { readonly org: PolicyOrg; readonly roles: readonly Role[]; readonly disabled?: boolean };
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

/** Writes an abi::DecideCall, the abi::GrantIn that it points to and their texts, in one piece of memory. */
export class PolicyCall {
  readonly size: number;
  readonly #grants: readonly PolicyGrant[];
  readonly #texts: Uint8Array[];

  constructor(
    private readonly subject: PolicySubject,
    private readonly org: PolicyOrg,
    now: string,
  ) {
    this.#grants = subject.grants ?? [];
    this.#texts = [now, ...this.#grants.flatMap(({ id, expiresAt }) => [id, expiresAt])].map((text) =>
      encoder.encode(text),
    );
    const textSize = this.#texts.reduce((sum, text) => sum + text.length, 0);
    this.size = decideCallSize + this.#grants.length * grantInSize + textSize;
  }

  /** The bytes, for memory that begins at `start`. */
  bytes(start: number): Uint8Array {
    const bytes = new Uint8Array(this.size);
    const words = new DataView(bytes.buffer);
    const grantsAt = decideCallSize;
    let textAt = grantsAt + this.#grants.length * grantInSize;
    let nextText = 0;
    let at = 0;
    const put = (...values: number[]): void => {
      for (const value of values) {
        words.setUint32(at, value, true);
        at += 4;
      }
    };
    const putText = (): void => {
      const text = this.#texts[nextText++] ?? new Uint8Array();
      bytes.set(text, textAt);
      put(start + textAt, text.length);
      textAt += text.length;
    };
    const putOrg = ({ type, enabled, disabled }: PolicyOrg): void => {
      put(orgTypeTable.number(type), capabilityTable.bits(enabled), Number(disabled === true));
    };
    putOrg(this.org);
    put(roleTable.bits(this.subject.roles ?? []), capabilityTable.bits(this.subject.key ?? []));
    putText();
    put(start + grantsAt, this.#grants.length);
    for (const { grantor, capabilities, revoked } of this.#grants) {
      putOrg(grantor.org);
      put(roleTable.bits(grantor.roles), Number(grantor.disabled === true));
      put(capabilityTable.bits(capabilities), Number(revoked === true));
      putText();
      putText();
    }
    return bytes;
  }
}
