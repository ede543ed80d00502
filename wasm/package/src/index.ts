export { RatestackCore } from "./core.js";
export { CoreError, CoreTrapError } from "./errors.js";
export { serveRowExaminer, type ExaminerPort } from "./examiner_port.js";
export { ExportVerifier } from "./export_verifier.js";
export type { ModuleSource } from "./load.js";
export {
  Redactor,
  type PiiCounts,
  type PiiKind,
  type RedactedBytes,
  type RedactedJson,
  type RedactedText,
  type RedactionMode,
  type RedactionOptions,
} from "./redaction.js";
export { RedactionStream } from "./redaction_stream.js";
export { RowExaminer, type ExaminedRows } from "./row_examiner.js";
export type { BreakReason, FirstBreak, Progress, Verdict } from "./verdict.js";
export { verifyExport, type VerifyOptions } from "./verify_export.js";
