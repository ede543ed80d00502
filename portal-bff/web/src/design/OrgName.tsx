import { Id } from "./Id.js";

/** An organisation by its name, where it is known, and always by its id: names are not unique. */
export function OrgName({ id, name }: { id: string; name: string | null }) {
  return (
    <>
      {name !== null && `${name} `}
      <Id of={id} />
    </>
  );
}
