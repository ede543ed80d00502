import { mountPage } from "../shell/mount.js";
import { keepOffline } from "./keep_offline.js";
import { startVerifier } from "./start_verifier.js";
import { VerifierStore } from "./store.js";
import { VerifyPage } from "./VerifyPage.js";

mountPage("/verify", <VerifyPage store={new VerifierStore(startVerifier())} />);
keepOffline();
