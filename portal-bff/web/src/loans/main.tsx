import { mountPage } from "../shell/mount.js";
import { LoansPage } from "./LoansPage.js";

mountPage("/loans", <LoansPage />);
