// npm's oidc-provider on loopback (tests/integration/oidc/provider.mjs), as the portal's "Google".
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { closeSync, existsSync, openSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const home = join(dirname(fileURLToPath(import.meta.url)), "../../../tests/integration/oidc");

export interface OidcProvider {
  /** "https://127.0.0.1:PORT". */
  readonly issuer: string;
  /** Of ratestackd: what makes it the provider "google". */
  readonly settings: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export function hasOidcProvider(): boolean {
  return existsSync(join(home, "node_modules/oidc-provider"));
}

/** Of the portal at `origin`; leaves its files in `directory`, its log among them. */
export async function startOidcProvider(origin: string, directory: string): Promise<OidcProvider> {
  const { certificate, key } = makeCertificate(directory);
  const client = {
    client_id: "portal",
    client_secret: "a secret of this test alone",
    redirect_uris: [`${origin}/auth/google/callback`],
    backchannel_logout_uri: `${origin}/auth/google/backchannel-logout`,
    backchannel_logout_session_required: true,
  };
  const claims = { email: "ada@example.com", email_verified: true, name: "Ada Example" };
  const file = join(directory, "provider.json");
  const more = { features: { backchannelLogout: { enabled: true } } };
  writeFileSync(file, JSON.stringify({ certificate, key, client, claims, more }));
  const log = openSync(join(directory, "provider.log"), "w");
  const child = spawn(process.execPath, ["provider.mjs", file], { cwd: home, stdio: ["pipe", "pipe", log] });
  closeSync(log);
  const line = await firstLineOf(child);
  const { issuer } = JSON.parse(line) as { issuer: string };
  const config = join(directory, "provider.toml");
  const { hostname, port } = new URL(issuer);
  const policy = { hosts: [hostname], ports: [port], networks: ["127.0.0.0/8"] };
  const lines = Object.entries(policy).map(([name, values]) => `${name} = ${JSON.stringify(values)}`);
  writeFileSync(config, ["[services.identity-provider]", ...lines, ""].join("\n"));
  return {
    issuer,
    settings: {
      OIDC_GOOGLE_CLIENT_ID: client.client_id,
      OIDC_GOOGLE_CLIENT_SECRET: client.client_secret,
      OIDC_GOOGLE_ISSUER: issuer,
      RATESTACK_CA_FILE: certificate,
      RATESTACK_CONFIG: config,
    },
    stop: async () => {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.stdin?.end();
      await gone;
    },
  };
}

async function firstLineOf({ stdout }: ChildProcess): Promise<string> {
  if (stdout !== null) for await (const line of createInterface({ input: stdout })) return line;
  throw new Error("the provider ended before it listened: see its log");
}

/** Signed by itself: who trusts this one trusts nobody else by it. */
function makeCertificate(directory: string): { certificate: string; key: string } {
  const certificate = join(directory, "provider.crt");
  const key = join(directory, "provider.key");
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"];
  const named = ["-subj", "/CN=provider", "-addext", "subjectAltName=IP:127.0.0.1"];
  execFileSync("openssl", ["req", "-x509", ...kind, ...named, "-keyout", key, "-out", certificate], { stdio: "ignore" });
  return { certificate, key };
}
