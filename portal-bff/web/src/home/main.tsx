import { mountPage } from "../shell/mount.js";
import { Start } from "./Start.js";

mountPage("/", <Start />);
