// Patterns of paths, as the server's router has them: literal segments, and `{name}` for one segment.

interface Place<Entry> {
  readonly pattern: string;
  readonly byMethod: Map<string, Entry>;
}

interface Node<Entry> {
  readonly literals: Map<string, Node<Entry>>;
  parameter: Node<Entry> | null;
  place: Place<Entry> | null;
}

export type Found<Entry> =
  | { readonly kind: "matched"; readonly pattern: string; readonly entry: Entry; readonly parameters: readonly string[] }
  | { readonly kind: "wrong_method"; readonly pattern: string; readonly allowed: readonly string[] }
  | { readonly kind: "unknown" };

function emptyNode<Entry>(): Node<Entry> {
  return { literals: new Map(), parameter: null, place: null };
}

function isParameter(segment: string): boolean {
  return segment.startsWith("{");
}

export class PathTable<Entry> {
  readonly #root = emptyNode<Entry>();
  /** Patterns without parameters, which most requests name: found in one step. */
  readonly #literal = new Map<string, Place<Entry>>();

  /** Throws where the same method and pattern come twice: one of the two would never be asked. */
  add(method: string, pattern: string, entry: Entry): void {
    const node = pattern.split("/").reduce((at, segment) => stepInto(at, segment), this.#root);
    node.place ??= { pattern, byMethod: new Map() };
    if (node.place.pattern !== pattern) throw new Error(`${pattern} is ${node.place.pattern} already`);
    if (node.place.byMethod.has(method)) throw new Error(`${method} ${pattern} is there twice`);
    node.place.byMethod.set(method, entry);
    if (!pattern.split("/").some(isParameter)) this.#literal.set(pattern, node.place);
  }

  /** `path` is compared as it is (look_up.ts sees to it that it has one reading): case counts, a trailing slash is another path. A
   *  literal goes before a parameter, and is not gone back on, as on the server. */
  find(method: string, path: string): Found<Entry> {
    const literal = this.#literal.get(path);
    return literal === undefined ? this.#walk(method, path) : foundAt(literal, method, []);
  }

  #walk(method: string, path: string): Found<Entry> {
    const parameters: string[] = [];
    let node: Node<Entry> | null = this.#root;
    for (const segment of path.split("/")) {
      const literal: Node<Entry> | undefined = node.literals.get(segment);
      if (literal === undefined && node.parameter !== null) parameters.push(segment);
      node = literal ?? node.parameter;
      if (node === null) return { kind: "unknown" };
    }
    return node.place === null ? { kind: "unknown" } : foundAt(node.place, method, parameters);
  }

  /** Every method and pattern, for tests and documents. */
  *entries(): Generator<readonly [method: string, pattern: string, entry: Entry]> {
    yield* entriesOf(this.#root);
  }
}

function foundAt<Entry>({ pattern, byMethod }: Place<Entry>, method: string, parameters: readonly string[]): Found<Entry> {
  const entry = byMethod.get(method);
  if (entry === undefined) return { kind: "wrong_method", pattern, allowed: [...byMethod.keys()] };
  return { kind: "matched", pattern, entry, parameters };
}

function stepInto<Entry>(node: Node<Entry>, segment: string): Node<Entry> {
  if (isParameter(segment)) return (node.parameter ??= emptyNode());
  const known = node.literals.get(segment);
  if (known !== undefined) return known;
  const made = emptyNode<Entry>();
  node.literals.set(segment, made);
  return made;
}

function* entriesOf<Entry>(node: Node<Entry>): Generator<readonly [string, string, Entry]> {
  if (node.place !== null) {
    for (const [method, entry] of node.place.byMethod) yield [method, node.place.pattern, entry];
  }
  for (const child of node.literals.values()) yield* entriesOf(child);
  if (node.parameter !== null) yield* entriesOf(node.parameter);
}
