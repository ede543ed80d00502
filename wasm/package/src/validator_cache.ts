import type { CoreInstance } from "./instance.js";
import { UrlValidator, type ServicePolicy } from "./url.js";

/** Fewer than the module has handles for. */
const mostKept = 32;

/** Validators by policy: the same object finds its own at once, an equal one by its text. */
export class ValidatorCache {
  readonly #byObject = new WeakMap<ServicePolicy, UrlValidator>();
  readonly #byText = new Map<string, UrlValidator>();

  /** A policy object must not change once it was used. */
  of(policy: ServicePolicy, instance: CoreInstance): UrlValidator {
    const known = this.#byObject.get(policy);
    if (known?.alive === true) return known;
    const validator = this.#ofText(JSON.stringify(policy), policy, instance);
    this.#byObject.set(policy, validator);
    return validator;
  }

  #ofText(text: string, policy: ServicePolicy, instance: CoreInstance): UrlValidator {
    const known = this.#byText.get(text);
    if (known?.alive === true) return known;
    this.#byText.delete(text);
    const oldest = this.#byText.entries().next();
    if (this.#byText.size === mostKept && oldest.done !== true) {
      oldest.value[1].close();
      this.#byText.delete(oldest.value[0]);
    }
    const made = new UrlValidator(instance, policy);
    this.#byText.set(text, made);
    return made;
  }
}
