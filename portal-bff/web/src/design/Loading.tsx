import type { ReactNode } from "react";

import type { Resource } from "../client/hooks.js";
import { ProblemPanel } from "./ProblemPanel.js";
import { SkeletonLines } from "./Skeleton.js";

interface LoadingProps<Value> {
  readonly resource: Resource<Value>;
  readonly lines?: number;
  readonly children: (value: Value, etag: string | null) => ReactNode;
}

/** Shows what was read, or that it is coming, or why it is not. */
export function Loading<Value>({ resource, lines, children }: LoadingProps<Value>) {
  const { loaded, reload } = resource;
  switch (loaded.kind) {
    case "loading":
      return <SkeletonLines lines={lines ?? 3} />;
    case "failed":
      return <ProblemPanel problem={loaded.problem} onRetry={reload} />;
    case "ready":
      return <>{children(loaded.value, loaded.etag)}</>;
  }
}
