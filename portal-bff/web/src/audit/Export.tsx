import { Download } from "../acting/Download.js";
import { Panel } from "../design/index.js";
import { can, usePerson } from "../shell/person.js";

/** The file that /verify takes. */
export function Export({ orgId }: { orgId: string }) {
  const person = usePerson();
  const query = orgId === "" ? "" : `?${new URLSearchParams({ org_id: orgId }).toString()}`;
  const whole = can(person, "platform.operate") && orgId === "";
  return (
    <Panel
      title="Take the log with you"
      lead={
        whole
          ? "A file with every row of every organisation and its hashes."
          : "A file with every row of the organisation and its hashes."
      }
    >
      <ul className="plain-list">
        <li>Keep it where the server cannot reach: a later export must still contain what is in this one.</li>
        <li>Give it to an auditor. They need nothing from us to check it.</li>
        <li>
          Check it on <a href="/verify">Verify an export</a>. That runs in the browser, with the network off if you
          like.
        </li>
      </ul>
      <p className="muted">
        That you export is itself written into the log{orgId === "" && ", and is the last row of the file"}.
      </p>
      <p className="form-actions">
        <Download primary path={`/api/v1/admin/audit/export${query}`} name="audit-log.ndjson">
          Download the log
        </Download>
        <a className="button" href="/verify">
          Verify an export
        </a>
      </p>
    </Panel>
  );
}
