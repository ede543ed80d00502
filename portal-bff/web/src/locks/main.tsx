import { mountPage } from "../shell/mount.js";
import { LocksPage } from "./LocksPage.js";

mountPage("/locks", <LocksPage />);
