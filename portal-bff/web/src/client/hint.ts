import type { Hint } from "./session_store.js";

const key = "ratestack-signed-in";
const signedIn = "1";
const left = "left";

function set(value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Storage is off: nothing depends on it.
  }
}

/** In the browser's local storage, where it can be used; otherwise pages always ask. */
export const storedHint: Hint = {
  read() {
    try {
      return localStorage.getItem(key) !== null;
    } catch {
      return true;
    }
  },
  write: (is) => {
    set(is ? signedIn : null);
  },
  leave() {
    // Other tabs see both, in turn; nothing stays.
    set(left);
    set(null);
  },
};

export type News = "signed_in" | "left" | "over";

/** Calls back when another tab signs in, signs out, or finds the session over. */
export function onNewsFromElsewhere(tell: (news: News) => void): () => void {
  const listen = (event: StorageEvent): void => {
    if (event.key !== key) return;
    tell(event.newValue === signedIn ? "signed_in" : event.newValue === left ? "left" : "over");
  };
  window.addEventListener("storage", listen);
  return () => {
    window.removeEventListener("storage", listen);
  };
}
