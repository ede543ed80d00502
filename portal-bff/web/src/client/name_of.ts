/** What to call somebody: their name, or their e-mail address where they have told none. */
export function nameOf({ name, email }: { readonly name: string; readonly email: string }): string {
  return name === "" ? email : name;
}
