import { useEffect, useRef, type RefObject } from "react";

/** Moves the focus to what has just taken the place of the control that had it, so that it is read out. */
export function useFocusOnMount(): RefObject<HTMLHeadingElement | null> {
  const target = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    target.current?.focus({ preventScroll: true });
    target.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return target;
}
