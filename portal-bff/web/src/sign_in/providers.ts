import { portal } from "../client/index.js";
import type { ProviderName } from "../client/types.js";

export const providerNames: Readonly<Record<ProviderName, string>> = {
  google: "Google",
  microsoft: "Microsoft",
  apple: "Apple",
};

/** Leaves the page for the provider's. The answer comes back to the portal, which then sends the browser on. */
export async function goToProvider(startPath: string, returnPath: string): Promise<void> {
  const json = { return_path: returnPath };
  const { value } = await portal.post<{ authorization_url: string }>(startPath, json);
  leaveFor(value.authorization_url);
}

/** An address of https alone: nothing that a browser would run. */
function leaveFor(address: string): void {
  if (!address.startsWith("https://") && !address.startsWith("http://127.0.0.1:"))
    throw new Error("not an address to go to");
  location.assign(address);
}
