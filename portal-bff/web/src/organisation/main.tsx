import { mountPage } from "../shell/mount.js";
import { OrganisationPage } from "./OrganisationPage.js";

mountPage("/organisation", <OrganisationPage />);
