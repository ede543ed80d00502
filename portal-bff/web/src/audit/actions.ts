// What the platform's own actions mean. Names of other actions are those of whoever appends them, and stand as they are.

const words: Readonly<Record<string, string>> = {
  ACCESS_DENIED: "Access denied",
  API_KEY_CREATED: "API key made",
  API_KEY_REVOKED: "API key ended",
  API_KEY_ROTATED: "API key replaced",
  AUDIT_EXPORTED: "Log exported",
  BORROWER_OPENED: "Borrower\u2019s full data opened",
  DOCUMENT_OPENED: "Document opened",
  GRANT_CREATED: "Delegation made",
  GRANT_REVOKED: "Delegation ended",
  LOCKED_OUT: "Locked out",
  LOCKOUT_MODE_CHANGED: "Lockout rule changed",
  LOGIN_FAILED: "Sign-in failed",
  LOGIN_SUCCEEDED: "Signed in",
  MEMBER_REMOVED: "Member removed",
  MEMBER_ROLES_CHANGED: "Roles changed",
  MFA_ENROLLED: "Authenticator app set up",
  MFA_PASSKEY_ADDED: "Passkey added",
  MFA_PASSKEY_REMOVED: "Passkey removed",
  MFA_RECOVERY_CODES_MADE: "Recovery codes made",
  MFA_RECOVERY_CODE_USED: "Recovery code used",
  MFA_REMOVED: "Authenticator app removed",
  OIDC_LINKED: "Account linked",
  OIDC_UNLINKED: "Account unlinked",
  ORG_CAPABILITIES_CHANGED: "Rights of the organisation changed",
  ORG_CREATED: "Organisation made",
  ORG_DISABLED: "Organisation disabled",
  ORG_ENABLED: "Organisation enabled",
  OWNER_OVERRIDE: "Acted by override",
  PASSWORD_CHANGED: "Password changed",
  SECRETS_REKEY_FINISHED: "Master key rotation finished",
  SECRETS_REKEY_STARTED: "Master key rotation started",
  SECRET_DELETED: "Secret deleted",
  SECRET_OPENED: "Secret used",
  SECRET_STORED: "Secret stored",
  SERVICE_POLICY_CHANGED: "Reachable addresses changed",
  SESSION_CREATED: "Session begun",
  SESSION_REVOKED: "Session ended",
  SESSION_STEPPED_UP: "Proved again who they are",
  TOKEN_KEY_ROTATED: "Token key replaced",
  UNLOCKED: "Unlocked",
  URL_REFUSED: "Address refused",
  USER_CREATED: "Account made",
  USER_DISABLED: "Account disabled",
  USER_ENABLED: "Account enabled",
};

export function actionWords(action: string): string {
  return Object.hasOwn(words, action) ? (words[action] ?? action) : action;
}

export const knownActions = Object.entries(words).map(([value, label]) => ({ value, label }));
