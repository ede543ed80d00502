import { toast } from "./Toasts.js";

/** A long id: shortened in the middle for the eye alone. Pressed, it is copied whole. */
export function Id({ of }: { of: string }) {
  const copy = (): void => {
    navigator.clipboard.writeText(of).then(
      () => {
        toast(`Copied ${of}`);
      },
      () => {
        toast(`It could not be copied. It is ${of}`);
      },
    );
  };
  return (
    <button className="id" type="button" title={`${of}\nPress to copy`} onClick={copy}>
      <span className="id-head">{of.slice(0, -4)}</span>
      {of.slice(-4)}
    </button>
  );
}
