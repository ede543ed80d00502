import { useCallback, useEffect, useState } from "react";

import { filtersOf, searchOf, type Filters } from "./filters.js";

/** The filters of the page's address. Setting them is a step that the browser's back button undoes. */
export function useFilters(): readonly [Filters, (filters: Filters) => void] {
  const [filters, setFilters] = useState(() => filtersOf(location.search));
  useEffect(() => {
    const back = (): void => {
      setFilters(filtersOf(location.search));
    };
    window.addEventListener("popstate", back);
    return () => {
      window.removeEventListener("popstate", back);
    };
  }, []);
  const set = useCallback((next: Filters) => {
    history.pushState(null, "", `${location.pathname}${searchOf(next)}${location.hash}`);
    setFilters(next);
  }, []);
  return [filters, set];
}
