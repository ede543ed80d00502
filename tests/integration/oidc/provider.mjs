// npm's oidc-provider on loopback, over TLS: provider.mjs SETTINGS-FILE, a JSON object with
//   certificate, key   files
//   client             client_id, client_secret and redirect_uris; whatever else oidc-provider takes of a client
//   more               of oidc-provider's configuration, where a test asks for it
//   claims             of the one person there is, whatever login is typed; `sub` is that login
// Prints {"issuer": "https://127.0.0.1:PORT"} once it listens, and ends with its standard input.
import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";

import { Provider } from "oidc-provider";

const settings = JSON.parse(readFileSync(process.argv[2], "utf8"));

function signingKey(kid, type, options, alg) {
  const { privateKey } = generateKeyPairSync(type, options);
  return { ...privateKey.export({ format: "jwk" }), kid, alg, use: "sig" };
}

const configuration = {
  clients: [settings.client],
  jwks: {
    keys: [signingKey("rsa-1", "rsa", { modulusLength: 2048 }, "RS256"), signingKey("ec-1", "ec", { namedCurve: "P-256" }, "ES256")],
  },
  cookies: { keys: ["a key of this test alone"] },
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "hd"] },
  conformIdTokenClaims: false, // claims in the id_token, as Google, Microsoft and Apple put them there
  pkce: { required: () => true },
  // Its own guard lets it call nobody on loopback, where the portal of a test is.
  fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined }),
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ ...settings.claims, sub: id }) }),
  ...settings.more,
};

const tls = { cert: readFileSync(settings.certificate), key: readFileSync(settings.key) };
const server = createServer(tls).listen(0, "127.0.0.1", () => {
  const issuer = `https://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, configuration);
  provider.on("backchannel.error", (_, error, client) => console.error(`backchannel logout of ${client.clientId}:`, error));
  server.on("request", provider.callback());
  process.stdout.write(JSON.stringify({ issuer }) + "\n");
});
process.stdin.on("end", () => process.exit(0)).resume();
