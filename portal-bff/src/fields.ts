// The members of a small JSON body, each read once into what it is.
import { mediaTypeOf, readBody, type Reading } from "./body.js";
import { invalidField, problems, unknownField, type Problem } from "./problem.js";

/** For the portal's own calls; the largest is a passkey's answer. */
const maxOwnBodyBytes = 64 * 1024;

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** null for what is no JSON object in UTF-8. A name that comes twice counts as its last: what travels on is written
 *  anew, so nobody behind us reads the first. */
export function parseObject(bytes: Uint8Array): JsonObject | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** The same where there need be no body: that is an empty object. */
export async function readObjectIfAny(request: Request, known: readonly string[]): Promise<Reading<JsonObject>> {
  const isAbsent = !request.headers.has("Content-Type") && Number(request.headers.get("Content-Length") ?? 0) === 0;
  if (!isAbsent) return await readObject(request, known);
  const body = await readBody(request, 0);
  return body.ok ? { ok: true, value: {} } : body;
}

export async function readObject(request: Request, known: readonly string[]): Promise<Reading<JsonObject>> {
  if (mediaTypeOf(request.headers) !== "application/json") return { ok: false, problem: problems.unsupportedMediaType };
  const body = await readBody(request, maxOwnBodyBytes);
  if (!body.ok) return body;
  const object = parseObject(body.value);
  if (object === null) return { ok: false, problem: problems.invalidJson };
  const stranger = Object.keys(object).find((name) => !known.includes(name));
  if (stranger !== undefined) return { ok: false, problem: unknownField(pointerOf(stranger)) };
  return { ok: true, value: object };
}

/** RFC 6901, cut: the name is the caller's. */
function pointerOf(name: string): string {
  return `/${name.slice(0, 64).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** What is wrong with the first member that is no text; null where all are. */
export function notText(object: JsonObject, names: readonly string[]): Problem | null {
  const wrong = names.find((name) => typeof object[name] !== "string" || object[name] === "");
  return wrong === undefined ? null : invalidField(`/${wrong}`, "must be a text");
}

/** null where the member is no text. */
export function textOf(object: JsonObject, name: string): string | null {
  const value = object[name];
  return typeof value === "string" ? value : null;
}
