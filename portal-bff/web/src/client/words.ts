// What a problem means, in plain words, and what to do about it.
import type { Problem } from "./problem.js";

/** By code. Where a code is missing the server's own sentence is shown. */
const sentences: Readonly<Record<string, string>> = {
  no_connection: "The portal cannot be reached. Check your connection and try again.",
  upstream_invalid: "The server gave an answer that makes no sense here. Try again in a moment.",
  portal_misconfigured: "The portal is not set up correctly. An operator must look at it.",
  ambiguous_cookie:
    "Your browser sent cookies that cannot be read with certainty. Delete this site\u2019s cookies and sign in again.",
  unreadable_answer: "The server gave an answer that makes no sense here. Try again in a moment.",
  upstream_unavailable: "The server behind the portal does not answer. Try again in a moment.",
  upstream_timeout: "The server took too long to answer. Try again in a moment.",
  internal_error: "Something went wrong on our side. If it happens again, report it with the reference below.",
  unavailable: "The server cannot do this right now. Try again in a moment.",
  not_ready: "The server is starting or stopping. Try again in a moment.",
  read_only: "The server takes no changes right now. Nothing was saved; try again later.",
  no_session: "You are not signed in.",
  session_expired: "Your session has ended. Sign in again.",
  session_revoked: "Your session was ended, here or on another device. Sign in again.",
  unknown_session: "Your session has ended. Sign in again.",
  missing_credentials: "You are not signed in.",
  expired_credentials: "Your session has ended. Sign in again.",
  revoked_credentials: "Your session was ended, here or on another device. Sign in again.",
  csrf: "The portal could not tell that this came from its own page. Reload the page and try again.",
  busy: "A lot is going on right now. Try again in a moment.",
  invalid_credentials: "That is not right. Check it and try again.",
  locked_out: "Too many tries. Wait before the next one.",
  challenge_expired: "This sign-in took too long. Start again.",
  second_factor_required: "A code from your authenticator app is needed, too.",
  account_not_linked:
    "Nobody here has linked that account. Sign in another way first, then link it under your security settings.",
  provider_refused: "The provider's answer was not accepted. Start again.",
  provider_unavailable: "The provider does not answer. Try again in a moment, or sign in another way.",
  declined: "The sign-in was cancelled at the provider.",
  wrong_password: "Your present password is not right.",
  step_up_required: "For this, prove once more who you are.",
  already_enrolled: "An authenticator app is set up already. Remove it first to set up another.",
  not_enrolled: "No authenticator app is set up.",
  account_linked: "That account is linked to another person.",
  too_many_passkeys: "You have as many passkeys as you can have. Remove one before you add another.",
  passkeys_unavailable: "Passkeys do not work at this address. An operator must set the portal's public address.",
  passkey_cancelled: "No passkey was used. Try again, or sign in another way.",
  passkey_refused: "The passkey was not accepted. Try again, or use another device.",
  capability_missing:
    "You do not have the right to do this. Somebody who manages your organisation can give it to you.",
  not_an_administrator: "Only somebody with an administrator's role can do this.",
  own_roles: "Nobody changes their own roles. Ask another administrator.",
  super_admin_only: "Only a SUPER_ADMIN gives or takes this role.",
  last_super_admin: "This is the last SUPER_ADMIN. Make another one first.",
  role_not_in_org_type: "This role does not exist in an organisation of this type.",
  not_enabled: "Your organisation has not turned this on. Turn it on under Members and rights first.",
  beyond_maker: "Only somebody who has this right can put it into a key.",
  stale_key_configuration:
    "This server was not given the master key that is used now, so nothing was stored. An operator must give it that key.",
  beyond_org_type: "An organisation of this type can never do that.",
  grant_to_oneself: "A delegation is always to another organisation.",
  grant_of_nothing: "Choose at least one thing that they may do.",
  grant_too_short: "A delegation lasts at least one minute.",
  grant_too_long: "A delegation lasts at most 90 days.",
  beyond_grantor: "You cannot hand out what you do not have yourself.",
  no_live_grant: "That organisation lets you do nothing at this moment.",
  acting_ended:
    "You may not act for that organisation any more, so nothing was sent. What you typed is still here, and is sent nowhere else.",
  acting_paused:
    "You have signed in anew and act as yourself, so nothing was sent. What you typed is still here, and is sent nowhere else.",
  grant_rests: "That delegation rests at this moment: who gave it cannot do that themselves, or your organisation may not.",
  tab_keeps_nothing:
    "Your browser keeps nothing for this tab, so it cannot be switched. Allow this site to store data and try again.",
  not_under_another: "This is about you, or about your own organisation. Stop acting for the other one first.",
  not_found: "It is not there any more, or you may not see it.",
  conflict: "That exists already.",
  precondition_failed:
    "Somebody has changed this meanwhile. Reload to see their version; what you typed is still here.",
  precondition_required: "This page is too old to save. Reload it and try again.",
  idempotency_key_reused: "This was sent already, and something else was in it. Reload the page to see what was saved.",
  payload_too_large: "This is too large to be taken.",
  loan_locked: "A rate lock holds the terms of this loan. They can be changed once it has ended.",
  lock_live: "This loan has a rate lock already. Another one can be asked for once that has ended.",
  lock_lapsed: "This rate lock has ended. A new one can be asked for.",
  lock_not_requested: "This rate lock was accepted already.",
  lock_not_committed: "This rate lock was not accepted yet. Accept it before you extend it.",
  extension_too_long: "A rate lock cannot be extended by that many days. Try fewer.",
  price_changed: "The price has changed since you looked.",
  share_with_owner: "This loan belongs to that organisation: it sees it already.",
  too_many_readers: "Sheets can be offered to 1,000 organisations at most.",
  invalid_rate_sheet: "This is no rate sheet that can be used.",
  unsupported_media_type: "Files of this kind are not taken.",
  storage_full: "There is no space left to store this. An operator must look at it.",
};

const passwordFlaws: Readonly<Record<string, string>> = {
  too_short: "This password is too short. Use at least twelve characters; a few words in a row are fine.",
  too_long: "This password is too long.",
  not_text: "This password has characters that cannot be used.",
  contains_name: "This password contains your name or e-mail address. Choose another.",
  too_common: "This password is among the first that anybody would guess. Choose another.",
  breached: "This password has appeared in a leak of another site. Choose another.",
  reused: "You have used this password before. Choose a new one.",
};

/** Under another organisation's name, a refusal is its own. */
const underGrant: Readonly<Record<string, string>> = {
  capability_missing:
    "The delegation does not let you do this. Nothing was changed. Ask the organisation that gave it, or stop acting for it.",
  no_live_grant:
    "The delegation has ended, so nothing was done. What you typed is still here, and is sent nowhere else.",
};

const underOverride: Readonly<Record<string, string>> = {
  capability_missing:
    "You do not have the right to do this there, or that organisation cannot do it. Nothing was changed.",
};

export function wordsOf(problem: Problem): string {
  if (problem.under !== null) {
    const special = problem.under === "grant" ? underGrant : underOverride;
    if (Object.hasOwn(special, problem.code)) return special[problem.code] ?? "";
  }
  if (problem.code === "weak_password") return passwordFlaws[problem.reason ?? ""] ?? "This password is too weak.";
  if (problem.code === "locked_out" && problem.retryAfter !== null) {
    return `Too many tries. Wait ${waitOf(problem.retryAfter)} before the next one.`;
  }
  const known = Object.hasOwn(sentences, problem.code) ? sentences[problem.code] : undefined;
  if (known !== undefined) return known;
  return problem.detail === "" ? "Something went wrong. Try again in a moment." : problem.detail;
}

/** "one minute", "3 minutes", "40 seconds". */
export function waitOf(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? "one second" : `${String(seconds)} seconds`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return minutes === 1 ? "one minute" : `${String(minutes)} minutes`;
  const hours = Math.ceil(minutes / 60);
  return hours === 1 ? "one hour" : `${String(hours)} hours`;
}
