// What is being asked of the person right now: at most one of each, and one answer for all who wait for it.
import type { Prompts } from "../client/portal_client.js";

export type PromptKind = "sign_in" | "step_up" | "act_again";

interface Open {
  readonly kind: PromptKind;
  readonly answered: Promise<boolean>;
  readonly answer: (done: boolean) => void;
}

const listeners = new Set<() => void>();
let open: readonly Open[] = [];

function set(next: readonly Open[]): void {
  open = next;
  for (const listener of listeners) listener();
}

function ask(kind: PromptKind): Promise<boolean> {
  const already = open.find((each) => each.kind === kind);
  if (already !== undefined) return already.answered;
  let answer: (done: boolean) => void = () => undefined;
  const answered = new Promise<boolean>((resolve) => {
    answer = resolve;
  });
  set([...open, { kind, answered, answer }]);
  return answered;
}

export function answerPrompt(kind: PromptKind, done: boolean): void {
  const answered = open.filter((each) => each.kind === kind);
  set(open.filter((each) => each.kind !== kind));
  for (const each of answered) each.answer(done);
}

export const openPrompts = (): readonly Open[] => open;

export function subscribeToPrompts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const askToSignInAgain = (): Promise<boolean> => ask("sign_in");

export const shellPrompts: Prompts = {
  signInAgain: askToSignInAgain,
  stepUp: () => ask("step_up"),
  actAgain: () => ask("act_again"),
};
