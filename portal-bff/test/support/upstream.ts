// Stands where nginx and the server would, and keeps what arrived: what must not travel can only be seen from there.
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

export interface Upstream {
  /** HOST:PORT, as workerd takes it. */
  readonly address: string;
  /** Requests that arrived, in order. */
  readonly arrived: IncomingMessage[];
  /** Answers the requests that follow. */
  answerWith(listener: RequestListener): void;
  stop(): Promise<void>;
}

export async function startUpstream(): Promise<Upstream> {
  const arrived: IncomingMessage[] = [];
  let answer: RequestListener = (_request, response) => response.end();
  const server = createServer((request, response) => {
    arrived.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    arrived,
    answerWith: (listener) => {
      answer = listener;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
