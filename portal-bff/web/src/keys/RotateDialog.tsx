import { useState } from "react";

import { useAction } from "../client/hooks.js";
import { portal } from "../client/index.js";
import type { ApiKey, CreatedApiKey } from "../client/types.js";
import { Button, Dialog, Form, SelectField } from "../design/index.js";

interface RotateDialogProps {
  readonly path: string;
  readonly replaced: ApiKey;
  readonly onMade: (made: CreatedApiKey) => void;
  readonly onClose: () => void;
  readonly reload: () => void;
}

const hourSeconds = 60 * 60;
const overlaps = [
  { value: String(24 * hourSeconds), label: "For a day" },
  { value: String(hourSeconds), label: "For an hour" },
  { value: String(7 * 24 * hourSeconds), label: "For 7 days" },
  { value: String(30 * 24 * hourSeconds), label: "For 30 days" },
  { value: "0", label: "Not at all: it ends now" },
] as const;

export function RotateDialog({ path, replaced, onMade, onClose, reload }: RotateDialogProps) {
  const [overlap, setOverlap] = useState<string>(overlaps[0].value);
  const action = useAction();
  const rotate = async (): Promise<void> => {
    const made = await action.run(async () => {
      const json = { overlap_seconds: Number(overlap) };
      onMade((await portal.post<CreatedApiKey>(`${path}/${replaced.id}/rotate`, json)).value);
    });
    if (!made) reload();
  };
  return (
    <Dialog title={`Replace the key ${replaced.name}?`} onClose={onClose}>
      <p>
        You get a new key that can do the same. The present one goes on working for as long as you say, so that you can
        change over without a break.
      </p>
      <Form
        label="Replace the key"
        problem={action.problem}
        onSubmit={() => void rotate()}
        actions={
          <>
            <Button type="submit" tone="primary" busy={action.busy}>
              Replace key
            </Button>
            <Button onClick={onClose}>Cancel</Button>
          </>
        }
      >
        <SelectField label="The present key goes on working" choices={overlaps} value={overlap} onChange={setOverlap} />
      </Form>
    </Dialog>
  );
}
