import type { ReactNode } from "react";

import { fileNameOf } from "../client/file_name.js";
import { useActedFor, useAction } from "../client/hooks.js";
import { portal } from "../client/index.js";
import { Button } from "../design/Button.js";
import { Dialog } from "../design/Dialog.js";
import { ProblemPanel } from "../design/ProblemPanel.js";

interface DownloadProps {
  readonly path: string;
  /** Where the server states none. */
  readonly name: string;
  readonly children: ReactNode;
  readonly label?: string;
  readonly primary?: boolean;
}

/**
 * A file of the server's. The browser fetches one of the person's own by itself; a link has no headers, so that one of
 * an organisation that is acted for is fetched by the page, and then saved.
 */
export function Download(props: DownloadProps) {
  if (useActedFor() !== null) return <DownloadThere {...props} />;
  const { path, name, children, label, primary } = props;
  const className = primary === true ? "button button-primary" : "button button-small";
  return (
    <a className={className} href={path} download={name} aria-label={label}>
      {children}
    </a>
  );
}

function DownloadThere({ path, name, children, label, primary }: DownloadProps) {
  const action = useAction();
  const fetchIt = async (): Promise<void> => {
    await action.run(async () => {
      const answer = await portal.raw({ method: "GET", path, accept: "*/*" });
      save(await answer.blob(), fileNameOf(answer.headers.get("Content-Disposition"), name));
    });
  };
  const tone = primary === true ? ({ tone: "primary" } as const) : ({ small: true } as const);
  return (
    <>
      <Button {...tone} {...(label !== undefined && { label })} busy={action.busy} onClick={() => void fetchIt()}>
        {children}
      </Button>
      {action.problem !== null && (
        <Dialog title="It was not downloaded" onClose={action.clear}>
          <ProblemPanel problem={action.problem} onRetry={() => void fetchIt()} />
        </Dialog>
      )}
    </>
  );
}

const aMinute = 60_000;

function save(data: Blob, name: string): void {
  const address = URL.createObjectURL(data);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Browsers may read it a little after the press.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, aMinute);
}
