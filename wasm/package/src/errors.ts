/** The core refused its input, or a call does not fit the state of its object. `code` is stable snake_case. */
export class CoreError extends Error {
  readonly code: string;

  constructor(code: string, detail = "", options?: ErrorOptions) {
    super(detail === "" ? code : `${code}: ${detail}`, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/**
 * The module trapped (unreachable, access out of bounds) or ran out of memory. Its instance has been discarded: objects
 * that lived in it are gone, the next call on the core runs in a fresh one.
 */
export class CoreTrapError extends CoreError {}
