import { useAction, useWhole } from "../client/hooks.js";
import { portal } from "../client/index.js";
import { ConfirmDialog, Loading, toast } from "../design/index.js";
import type { RateSheet } from "../lending/types.js";
import { forceOf, type Force } from "./force.js";

interface ActivateDialogProps {
  readonly sheet: RateSheet;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Says which products change hands before they do. */
export function ActivateDialog({ sheet, onDone, onClose }: ActivateDialogProps) {
  const sheets = useWhole<RateSheet>("/api/v1/ratesheets");
  const action = useAction();
  const activate = async (): Promise<void> => {
    const done = await action.run(async () => {
      await portal.post<RateSheet>(`/api/v1/ratesheets/${sheet.id}/activate`);
    });
    if (!done) return;
    onClose();
    onDone();
    toast(`${sheet.name} is in force.`);
  };
  return (
    <ConfirmDialog
      title={`Put ${sheet.name} in force?`}
      confirm="Put in force"
      busy={action.busy}
      problem={action.problem}
      onConfirm={() => void activate()}
      onClose={onClose}
    >
      <p>From now on prices come from this sheet, for everybody whom you offer your sheets to.</p>
      <Loading resource={sheets} lines={3}>
        {({ items }) => <Changes force={forceOf(sheet, items)} />}
      </Loading>
      <p className="muted">Locks that were asked for before keep their prices.</p>
    </ConfirmDialog>
  );
}

function Changes({ force: { takes, keeps, stays } }: { force: Force }) {
  return (
    <div className="stack-tight">
      <ul className="plain-list">
        {takes.map(({ product, from }) => (
          <li key={product}>
            <strong>{product}</strong>:{" "}
            {from === null ? "is new, nothing prices it now" : <>until now from {from.name}</>}
          </li>
        ))}
      </ul>
      {keeps.length > 0 && <p>It prices {keeps.join(", ")} already.</p>}
      {stays.length > 0 && <p>Not in this sheet, so they stay as they are: {stays.join(", ")}.</p>}
    </div>
  );
}
