# What the worker is given, and nothing more: the built pages, read-only, and one upstream.
#
#   workerd serve config.capnp --socket-addr http=127.0.0.1:8788 --external-addr api=127.0.0.1:8080
#
# run from this directory after `npm run build` (or with --directory-path pages=DIR). The socket is for nginx alone,
# which stands in front, so it listens on loopback.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "portal", worker = .portal),
    # Only files that the build's manifest names are ever asked for, by the names the build gave them; links and dot
    # files are refused by the service itself.
    (name = "pages", disk = (path = "dist/web", writable = false, allowDotfiles = false)),
    (name = "api", external = (address = "127.0.0.1:8080", http = ())),
    # Replaces workerd's own "internet" service: the worker can reach no address but the upstream above.
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
  ],
);
