import { mountPage } from "../shell/mount.js";
import { KeysPage } from "./KeysPage.js";

mountPage("/keys", <KeysPage />);
