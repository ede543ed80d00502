import { Shell } from "../shell/Shell.js";
import { mount } from "../shell/mount.js";
import { startWorker } from "./start_worker.js";
import { VerifierStore } from "./store.js";
import { VerifyPage } from "./VerifyPage.js";

mount(
  <Shell current="/verify">
    <VerifyPage store={new VerifierStore(startWorker())} />
  </Shell>,
);
