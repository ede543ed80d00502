# What the worker is given, and nothing more: the built pages, read-only, one upstream, and its settings.
#
#   INTERNAL_TOKEN=… PORTAL_CSRF_KEY=… PUBLIC_ORIGIN=https://rates.example workerd serve config.capnp \
#     --socket-addr http=127.0.0.1:8788 --external-addr api=127.0.0.1:8082 --external-addr internal=127.0.0.1:8082
#
# run from this directory after `npm run build` (or with --directory-path pages=DIR); scripts/serve.mjs does it. The
# socket is for nginx alone, which stands in front, so it listens on loopback. wrangler.jsonc has the same bindings.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "portal", worker = .portal),
    # Only files that the build's manifest names are ever asked for, by the names the build gave them; links and dot
    # files are refused by the service itself.
    (name = "pages", disk = (path = "dist/web", writable = false, allowDotfiles = false)),
    # nginx's private listener: /v1/* and /internal/*. Two names, so that each may be elsewhere.
    (name = "api", external = (address = "127.0.0.1:8082", http = ())),
    (name = "internal", external = (address = "127.0.0.1:8082", http = ())),
    # Replaces workerd's own "internet" service: the worker can reach no address but those above.
    (name = "internet", network = (allow = [])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:8788", http = (), service = "portal")],
);

const portal :Workerd.Worker = (
  modules = [
    (name = "worker.js", esModule = embed "dist/worker/worker.js"),
    (name = "ratestack_core.wasm", wasm = embed "dist/worker/ratestack_core.wasm"),
  ],
  compatibilityDate = "2026-11-01",
  bindings = [
    (name = "PAGES", service = "pages"),
    (name = "API", service = "api"),
    (name = "INTERNAL", service = "internal"),
    # From the environment, where no file of the project ever holds them. What is unset is null, and refused (settings.ts).
    (name = "INTERNAL_TOKEN", fromEnvironment = "INTERNAL_TOKEN"),
    (name = "PORTAL_CSRF_KEY", fromEnvironment = "PORTAL_CSRF_KEY"),
    (name = "PUBLIC_ORIGIN", fromEnvironment = "PUBLIC_ORIGIN"),
    (name = "CLIENT_ADDRESS_HEADER", fromEnvironment = "CLIENT_ADDRESS_HEADER"),
    (name = "URL_SERVICES", fromEnvironment = "URL_SERVICES"),
  ],
);
