import { useActedFor, useSession } from "../client/hooks.js";
import { SkeletonLines } from "../design/index.js";
import { ActingStart } from "./ActingStart.js";
import { Attention } from "./Attention.js";
import { Visitor } from "./Visitor.js";

/** The start page: for visitors what this is, for people what needs their attention. */
export function Start() {
  const state = useSession();
  const elsewhere = useActedFor();
  // Who was here before is asked for first; showing them the visitors' page meanwhile would be a flicker.
  if (state.kind === "loading") return <SkeletonLines lines={6} />;
  if (state.kind !== "person") return <Visitor />;
  return elsewhere === null ? <Attention /> : <ActingStart acting={elsewhere} />;
}
