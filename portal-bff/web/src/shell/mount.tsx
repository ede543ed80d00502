import { StrictMode, type ReactNode } from "react";
import { createRoot } from "react-dom/client";

import "../design/index.css";
import type { PagePath } from "./pages.js";
import { Shell } from "./Shell.js";

/** Puts a page into the shell, and both into the document. */
export function mountPage(path: PagePath, page: ReactNode): void {
  const root = document.getElementById("root");
  if (root === null) throw new Error("the page has no root element");
  createRoot(root).render(
    <StrictMode>
      <Shell current={path}>{page}</Shell>
    </StrictMode>,
  );
}
