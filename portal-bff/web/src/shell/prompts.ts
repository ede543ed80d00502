// What is being asked of the person right now: at most one of each, and one answer for all who wait for it.
import type { Prompts } from "../client/portal_client.js";
import { Watched } from "../client/watched.js";

export type PromptKind = "sign_in" | "step_up" | "act_again";

interface Open {
  readonly kind: PromptKind;
  readonly answered: Promise<boolean>;
  readonly answer: (done: boolean) => void;
}

const open = new Watched<readonly Open[]>([]);

function ask(kind: PromptKind): Promise<boolean> {
  const already = open.get().find((each) => each.kind === kind);
  if (already !== undefined) return already.answered;
  let answer: (done: boolean) => void = () => undefined;
  const answered = new Promise<boolean>((resolve) => {
    answer = resolve;
  });
  open.set([...open.get(), { kind, answered, answer }]);
  return answered;
}

export function answerPrompt(kind: PromptKind, done: boolean): void {
  const answered = open.get().filter((each) => each.kind === kind);
  open.set(open.get().filter((each) => each.kind !== kind));
  for (const each of answered) each.answer(done);
}

export const openPrompts = open.get;
export const subscribeToPrompts = open.subscribe;

export const askToSignInAgain = (): Promise<boolean> => ask("sign_in");

export const shellPrompts: Prompts = {
  signInAgain: askToSignInAgain,
  stepUp: () => ask("step_up"),
  actAgain: () => ask("act_again"),
};
