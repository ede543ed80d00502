import { mountPage } from "../shell/mount.js";
import { AuditPage } from "./AuditPage.js";

mountPage("/audit", <AuditPage />);
