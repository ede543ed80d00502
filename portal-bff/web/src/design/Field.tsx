// Form fields: a label, the control, a hint, and what is wrong with it, tied together for those who cannot see it.
import { useId, type HTMLInputAutoCompleteAttribute, type ReactNode } from "react";

interface Common {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with what is in it. */
  readonly error?: string | null | undefined;
}

interface Parts {
  readonly "id": string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

function Field({ label, hint, error, children }: Common & { readonly children: (parts: Parts) => ReactNode }) {
  const id = useId();
  const hintId = hint === undefined ? null : `${id}-hint`;
  const errorId = hasError(error) ? `${id}-error` : null;
  const described = [hintId, errorId].filter((each) => each !== null).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        "aria-describedby": described === "" ? undefined : described,
        "aria-invalid": errorId === null ? undefined : true,
      })}
      {hintId !== null && (
        <p className="field-hint" id={hintId}>
          {hint}
        </p>
      )}
      {errorId !== null && (
        <p className="field-error" id={errorId}>
          {error}
        </p>
      )}
    </div>
  );
}

function hasError(error: string | null | undefined): boolean {
  return error !== null && error !== undefined && error !== "";
}

interface TextFieldProps extends Common {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: "text" | "password" | "email" | "datetime-local" | "search" | "url" | "number";
  readonly autoComplete?: HTMLInputAutoCompleteAttribute;
  readonly inputMode?: "numeric" | "decimal" | "text";
  readonly required?: boolean;
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly min?: string;
  readonly max?: string;
  /** Offered while one types; anything else may be typed as well. */
  readonly suggestions?: readonly Choice[];
}

export function TextField({ label, hint, error, value, onChange, type = "text", suggestions, ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(parts) => (
        <>
          <input
            {...parts}
            {...rest}
            className="input"
            type={type}
            list={suggestions === undefined ? undefined : `${parts.id}-suggestions`}
            value={value}
            onChange={(event) => {
              onChange(event.currentTarget.value);
            }}
          />
          {suggestions !== undefined && (
            <datalist id={`${parts.id}-suggestions`}>
              {suggestions.map((choice) => (
                <option key={choice.value} value={choice.value}>
                  {choice.label}
                </option>
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}

interface TextAreaFieldProps extends Common {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows?: number;
  readonly required?: boolean;
  /** Kept from spelling checkers and from what browsers remember. */
  readonly secret?: boolean;
}

export function TextAreaField({ label, hint, error, value, onChange, rows = 4, required, secret }: TextAreaFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(parts) => (
        <textarea
          {...parts}
          className={secret === true ? "input mono" : "input"}
          rows={rows}
          required={required}
          spellCheck={secret === true ? false : undefined}
          autoComplete={secret === true ? "off" : undefined}
          value={value}
          onChange={(event) => {
            onChange(event.currentTarget.value);
          }}
        />
      )}
    </Field>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface SelectFieldProps extends Common {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly choices: readonly Choice[];
  /** The choice with an empty value is none. */
  readonly required?: boolean;
}

export function SelectField({ label, hint, error, value, onChange, choices, required }: SelectFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(parts) => (
        <select
          {...parts}
          className="input"
          required={required}
          value={value}
          onChange={(event) => {
            onChange(event.currentTarget.value);
          }}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface CheckboxProps {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
}

export function Checkbox({ label, checked, onChange, hint, disabled }: CheckboxProps) {
  const hintId = useId();
  return (
    <div className="check">
      <label>
        <input
          type="checkbox"
          checked={checked}
          disabled={disabled}
          aria-describedby={hint === undefined ? undefined : hintId}
          onChange={(event) => {
            onChange(event.currentTarget.checked);
          }}
        />
        <span>{label}</span>
      </label>
      {hint !== undefined && (
        <p className="field-hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface ChoicesProps extends Common {
  readonly choices: readonly (Choice & { readonly hint?: string })[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Any number of a few. */
export function CheckboxGroup({ label, hint, error, choices, chosen, onChange }: ChoicesProps) {
  const id = useId();
  return (
    <fieldset className="field choices" aria-describedby={hasError(error) ? `${id}-error` : undefined}>
      <legend>{label}</legend>
      {hint !== undefined && <p className="field-hint">{hint}</p>}
      {choices.map((choice) => (
        <Checkbox
          key={choice.value}
          label={choice.label}
          hint={choice.hint}
          checked={chosen.includes(choice.value)}
          onChange={(checked) => {
            onChange(checked ? [...chosen, choice.value] : chosen.filter((each) => each !== choice.value));
          }}
        />
      ))}
      {hasError(error) && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
