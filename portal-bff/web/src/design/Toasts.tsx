// Short messages that something was done. What needs an answer, or went wrong, does not belong here: it would be gone.
import { useSyncExternalStore } from "react";

import { Watched } from "../client/watched.js";

interface Toast {
  readonly id: number;
  readonly text: string;
}

const shownForMs = 6000;
const toasts = new Watched<readonly Toast[]>([]);
let lastId = 0;

export function toast(text: string): void {
  const id = ++lastId;
  toasts.set([...toasts.get(), { id, text }]);
  setTimeout(() => {
    toasts.set(toasts.get().filter((each) => each.id !== id));
  }, shownForMs);
}

/** One a page, in the shell. */
export function Toasts() {
  const shown = useSyncExternalStore(toasts.subscribe, toasts.get);
  return (
    <div className="toasts" role="status">
      {shown.map(({ id, text }) => (
        <p className="toast" key={id}>
          {text}
        </p>
      ))}
    </div>
  );
}
