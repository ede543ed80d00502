import { mountPage } from "../shell/mount.js";
import { MePage } from "./MePage.js";

mountPage("/me", <MePage />);
