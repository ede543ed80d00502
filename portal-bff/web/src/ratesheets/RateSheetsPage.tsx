import { useState } from "react";

import { usePages } from "../client/hooks.js";
import { PageHead } from "../design/index.js";
import type { RateSheet } from "../lending/types.js";
import { can, usePerson } from "../shell/person.js";
import { ActivateDialog } from "./ActivateDialog.js";
import { Readers } from "./Readers.js";
import { SheetsPanel } from "./SheetsPanel.js";
import { Upload } from "./Upload.js";
import "./ratesheets.css";

export function RateSheetsPage() {
  const person = usePerson();
  const sheets = usePages<RateSheet>("/api/v1/ratesheets");
  const [activating, setActivating] = useState<RateSheet | null>(null);
  // What was said of an upload is over once a sheet was put in force.
  const [round, setRound] = useState(0);
  const mayActivate = can(person, "ratesheet.activate");
  return (
    <div className="stack">
      <PageHead
        title="Rate sheets"
        lead={
          mayActivate
            ? `What ${person.org.name} pays for loans, and the sheets that other lenders offer it.`
            : `The sheets that prices are made from: those of ${person.org.name}, and those that lenders offer it.`
        }
      />
      {mayActivate && <Upload key={round} onUploaded={sheets.reload} onActivate={setActivating} />}
      <SheetsPanel sheets={sheets} onActivate={mayActivate ? setActivating : null} />
      {mayActivate && <Readers />}
      {activating !== null && (
        <ActivateDialog
          sheet={activating}
          onDone={() => {
            sheets.reload();
            setRound(round + 1);
          }}
          onClose={() => {
            setActivating(null);
          }}
        />
      )}
    </div>
  );
}
