import { mountPage } from "../shell/mount.js";
import { SecretsPage } from "./SecretsPage.js";

mountPage("/secrets", <SecretsPage />);
