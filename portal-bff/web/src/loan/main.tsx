import { mountPage } from "../shell/mount.js";
import { LoanPage } from "./LoanPage.js";

mountPage("/loan", <LoanPage />);
