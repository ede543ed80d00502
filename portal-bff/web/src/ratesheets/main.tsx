import { mountPage } from "../shell/mount.js";
import { RateSheetsPage } from "./RateSheetsPage.js";

mountPage("/ratesheets", <RateSheetsPage />);
