/** The name in a Content-Disposition header (RFC 6266: `filename*` in UTF-8 first), without any path; else `fallback`. */
export function fileNameOf(disposition: string | null, fallback: string): string {
  const extended = /;\s*filename\*\s*=\s*UTF-8'[^']*'([^;\s]+)/i.exec(disposition ?? "")?.[1];
  const quoted = /;\s*filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(disposition ?? "")?.[1]?.replace(/\\(.)/g, "$1");
  const plain = /;\s*filename\s*=\s*([^";\s]+)/i.exec(disposition ?? "")?.[1];
  const name = decoded(extended) ?? quoted ?? plain ?? "";
  const last = name.split(/[/\\]/).at(-1)?.trim() ?? "";
  return last === "" ? fallback : last;
}

function decoded(text: string | undefined): string | null {
  try {
    return text === undefined ? null : decodeURIComponent(text);
  } catch {
    return null;
  }
}
