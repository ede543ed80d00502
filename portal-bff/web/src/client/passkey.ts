// The two ceremonies of WebAuthn, from the server's options to what it wants back.
import { ownProblem, ProblemError } from "./problem.js";

/** Absent in browsers without passkeys, and where a page has no secure origin. */
export function passkeysWork(): boolean {
  return (
    typeof PublicKeyCredential === "function" && typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function"
  );
}

/** The person closed the browser's dialog, or no passkey fitted: browsers do not tell which. */
function cancelled(): ProblemError {
  return new ProblemError(ownProblem("passkey_cancelled"));
}

async function ceremony(run: () => Promise<Credential | null>): Promise<unknown> {
  try {
    const credential = await run();
    if (credential instanceof PublicKeyCredential) return credential.toJSON() as unknown;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
  throw cancelled();
}

export function createPasskey(options: unknown): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON);
  return ceremony(() => navigator.credentials.create({ publicKey }));
}

export function askForPasskey(options: unknown): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON);
  return ceremony(() => navigator.credentials.get({ publicKey }));
}
