// /internal/*: what the server tells its portal alone.
import { correlationHeader } from "../correlation.js";
import type { Service } from "../env.js";
import type { JsonObject } from "../fields.js";
import type { HeaderRecord } from "../security_headers.js";
import { askServer, type ServerAnswer } from "../server_answer.js";

export class InternalClient {
  readonly #service: Service;
  readonly #token: string;

  constructor(service: Service, token: string) {
    this.#service = service;
    this.#token = token;
  }

  get(path: string, correlationId: string): Promise<ServerAnswer> {
    return this.#send(path, correlationId, { method: "GET" });
  }

  /** `person` holds what says for whom the call is made, where it is for somebody: their token, and what they act as. */
  post(path: string, correlationId: string, body: JsonObject = {}, person?: HeaderRecord): Promise<ServerAnswer> {
    return this.#send(path, correlationId, { method: "POST", body: JSON.stringify(body) }, person);
  }

  #send(path: string, correlationId: string, init: RequestInit, person: HeaderRecord = {}): Promise<ServerAnswer> {
    const headers = {
      ...person,
      "X-Internal-Token": this.#token,
      [correlationHeader]: correlationId,
      ...(init.method === "POST" && { "Content-Type": "application/json" }),
    };
    return askServer(this.#service, `http://internal/internal/v1/${path}`, { ...init, headers });
  }
}
