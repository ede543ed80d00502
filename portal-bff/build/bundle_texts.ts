import type { Rolldown } from "vite";

/** What the bundler is about to write, by name; what is no text names nothing. */
export function textsOf(bundle: Rolldown.OutputBundle): Map<string, string> {
  return new Map(Object.entries(bundle).map(([name, output]) => [name, textOf(output)]));
}

function textOf(output: Rolldown.OutputChunk | Rolldown.OutputAsset): string {
  if (output.type === "chunk") return output.code;
  return typeof output.source === "string" ? output.source : new TextDecoder().decode(output.source);
}
