import { Shell } from "../shell/Shell.js";
import { mount } from "../shell/mount.js";
import { startVerifier } from "./start_verifier.js";
import { VerifierStore } from "./store.js";
import { VerifyPage } from "./VerifyPage.js";

mount(
  <Shell current="/verify">
    <VerifyPage store={new VerifierStore(startVerifier())} />
  </Shell>,
);
