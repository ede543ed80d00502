/** RFC 9110 section 13.1.2: the comparison is weak, because nginx weakens the tag of what it compresses. */
export function matchesEtag(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  const stated = ifNoneMatch.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return stated.includes(etag) || stated.includes("*");
}
