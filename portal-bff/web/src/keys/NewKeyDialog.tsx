import { useState } from "react";

import type { CreatedApiKey } from "../client/types.js";
import { Button, Checkbox, CopyButton, Dialog, Note, toast } from "../design/index.js";

/** Shows a key the one time that there is. It does not close before the person says that they have it. */
export function NewKeyDialog({ made, onClose }: { made: CreatedApiKey; onClose: () => void }) {
  const [kept, setKept] = useState(false);
  return (
    <Dialog
      title={`Your new key ${made.name}`}
      onClose={() => {
        if (kept) onClose();
        else toast("Keep the key first: it is not shown again.");
      }}
    >
      <Note tone="unsure">
        <p>
          It is shown this one time, and we keep no copy. Put it where your program reads its secrets: not into an
          e-mail, a chat or source code. Whoever has it can do what it can do.
        </p>
      </Note>
      <code className="hash">{made.api_key}</code>
      <CopyButton text={made.api_key} what="key" />
      <Checkbox label="I have put it where it belongs" checked={kept} onChange={setKept} />
      <div className="form-actions">
        <Button tone="primary" disabled={!kept} onClick={onClose}>
          Done
        </Button>
      </div>
    </Dialog>
  );
}
