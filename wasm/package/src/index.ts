export { RatestackCore } from "./core.js";
export type { AeadParameters, HkdfParameters } from "./crypto.js";
export { CoreError, CoreTrapError } from "./errors.js";
export { serveRowExaminer, type ExaminerPort } from "./examiner_port.js";
export { ExportVerifier } from "./export_verifier.js";
export { IdentityRules, type CookieKind, type OriginVerdict, type RequestSource } from "./identity.js";
export type { ModuleSource } from "./load.js";
export { PolicyRules, type CapabilityCatalog, type PolicyDecision, type PolicyExplanation } from "./policy.js";
export type { PolicyGrant, PolicyOrg, PolicySubject } from "./policy_call.js";
export {
  capabilities,
  orgTypes,
  policyRules,
  roles,
  type Capability,
  type OrgType,
  type PolicyRule,
  type Role,
} from "./policy_names.js";
export type {
  PiiCounts,
  PiiKind,
  RedactedBytes,
  RedactedJson,
  RedactedText,
  RedactionMode,
  RedactionOptions,
} from "./redacted.js";
export { Redactor } from "./redaction.js";
export { RedactionStream } from "./redaction_stream.js";
export { RowExaminer, type ExaminedRows } from "./row_examiner.js";
export {
  UrlValidator,
  type ServicePolicy,
  type UrlParts,
  type UrlRefusalCode,
  type UrlVerdict,
} from "./url.js";
export type { BreakReason, FirstBreak, Progress, Verdict } from "./verdict.js";
export { verifyExport, type VerifyOptions } from "./verify_export.js";
