import { mountPage } from "../shell/mount.js";
import { LoginPage } from "./LoginPage.js";

mountPage("/login", <LoginPage />);
