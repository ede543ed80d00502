// Which built files a page needs: those that its HTML names, and those that these name. Every name that the bundler
// gives holds a digest and is unmistakable, so reading for names finds imports, workers, styles and modules alike.

/** Names of files of `bundle` that `page` needs, itself first; text of each by name. */
export function filesOf(page: string, bundle: ReadonlyMap<string, string>): string[] {
  const found = [page];
  for (const name of found) {
    const text = bundle.get(name) ?? "";
    for (const other of bundle.keys()) {
      if (!found.includes(other) && text.includes(lastPart(other)) && !other.endsWith(".html")) found.push(other);
    }
  }
  return found;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}
