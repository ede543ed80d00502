// The native programs, where they have been built: what the browser says is held against what they say.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const projectRoot = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** Where to look, the first that has the program: RATESTACK_BIN, then the presets' directories. */
const directories = [process.env["RATESTACK_BIN"], "build/release/bin", "build/plain/bin", "build/dev/bin"]
  .filter((directory) => directory !== undefined)
  .map((directory) => join(projectRoot, directory));

export function findProgram(name: string): string | undefined {
  return directories.map((directory) => join(directory, name)).find((path) => existsSync(path));
}

/** Makes `count` export files, good and broken in every way; answers their names. */
export function makeExports(program: string, directory: string, count: number): string[] {
  execFileSync(program, [directory, String(count)]);
  const manifest = JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8")) as { files: { file: string }[] };
  return manifest.files.map(({ file }) => file);
}

/** The verdict of the command line, as JSON. It exits 1 for a broken file and 2 for an unusable one. */
export function verifyByCommandLine(program: string, path: string): string {
  return spawnSync(program, ["audit", "verify", "--json", path], { encoding: "utf8" }).stdout.trim();
}
