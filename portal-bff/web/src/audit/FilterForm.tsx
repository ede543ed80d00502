import { useState } from "react";

import { Button, SelectField, TextField } from "../design/index.js";
import { toLocalInput } from "../design/time.js";
import { can, usePerson } from "../shell/person.js";
import { knownActions } from "./actions.js";
import { flawsOf, noFilters, searchOf, type FilterName, type Filters } from "./filters.js";
import type { KnownOrgs } from "./useNames.js";

interface FilterFormProps {
  readonly filters: Filters;
  readonly known: KnownOrgs;
  readonly onApply: (filters: Filters) => void;
}

const localOf = (time: string): string => (time === "" ? "" : toLocalInput(Date.parse(time)));
const timeOf = (local: string): string => (local === "" ? "" : new Date(local).toISOString());

export function FilterForm({ filters, known, onApply }: FilterFormProps) {
  const person = usePerson();
  const [draft, setDraft] = useState(filters);
  const [tried, setTried] = useState(false);
  // On a phone the rows come first.
  const [open] = useState(() => searchOf(filters) !== "" || matchMedia("(min-width: 48rem)").matches);
  const flaws = tried ? flawsOf(draft) : {};
  const set = (name: FilterName) => (value: string) => {
    setDraft({ ...draft, [name]: value });
  };
  const apply = (): void => {
    const trimmed = { ...draft, actor: draft.actor.trim(), correlation_id: draft.correlation_id.trim() };
    const next = { ...trimmed, action: draft.action.trim().toUpperCase(), org_id: draft.org_id.trim() };
    setDraft(next);
    setTried(true);
    if (Object.keys(flawsOf(next)).length === 0) onApply(next);
  };
  return (
    <details className="panel filter-panel" open={open}>
      <summary>
        <h2>Look for</h2>
      </summary>
      <form
        className="filters panel-body"
        aria-label="Filters"
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <div className="filter-fields">
          <TextField
            label="Action"
            placeholder="Any"
            suggestions={knownActions}
            error={flaws.action}
            value={draft.action}
            onChange={set("action")}
          />
          <TextField label="Id of who did it" placeholder="Anybody" value={draft.actor} onChange={set("actor")} />
          <TextField
            label="Correlation id"
            placeholder="Any request"
            error={flaws.correlation_id}
            value={draft.correlation_id}
            onChange={set("correlation_id")}
          />
          <TextField
            label="From"
            type="datetime-local"
            value={localOf(draft.from)}
            onChange={(local) => {
              set("from")(timeOf(local));
            }}
          />
          <TextField
            label="Until"
            type="datetime-local"
            error={flaws.to}
            value={localOf(draft.to)}
            onChange={(local) => {
              set("to")(timeOf(local));
            }}
          />
          {can(person, "platform.operate") && (
            <OrgField known={known} value={draft.org_id} error={flaws.org_id} onChange={set("org_id")} />
          )}
        </div>
        <div className="form-actions">
          <Button type="submit" tone="primary">
            Show these rows
          </Button>
          {searchOf(filters) !== "" && (
            <Button
              onClick={() => {
                onApply(noFilters);
              }}
            >
              Show all
            </Button>
          )}
        </div>
      </form>
    </details>
  );
}

interface OrgFieldProps {
  readonly known: KnownOrgs;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (id: string) => void;
}

/** A choice of names, where all are known; otherwise the id is typed. */
function OrgField({ known: { orgs, all }, value, error, onChange }: OrgFieldProps) {
  const listed = orgs.map(({ id, name }) => ({ value: id, label: name }));
  if (!all || (value !== "" && !orgs.some(({ id }) => id === value))) {
    return (
      <TextField
        label="Organisation"
        placeholder="All of them"
        suggestions={listed}
        error={error}
        value={value}
        onChange={onChange}
      />
    );
  }
  return (
    <SelectField
      label="Organisation"
      choices={[{ value: "", label: "All of them" }, ...listed]}
      value={value}
      onChange={onChange}
    />
  );
}
