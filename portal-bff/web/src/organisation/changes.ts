/** What turning one set into another turns on and off. */
export function changesOf(before: readonly string[], after: readonly string[]): { on: string[]; off: string[] } {
  return {
    on: after.filter((each) => !before.includes(each)),
    off: before.filter((each) => !after.includes(each)),
  };
}
