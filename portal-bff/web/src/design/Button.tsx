import type { ReactNode } from "react";

interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick?: () => void;
  readonly type?: "button" | "submit";
  readonly tone?: "plain" | "primary" | "danger";
  readonly small?: boolean;
  /** At work: it stays where it is and keeps the focus, and a press does nothing. */
  readonly busy?: boolean;
  readonly disabled?: boolean;
  /** Where the words on it do not say what it acts on. */
  readonly label?: string;
}

const tones = { plain: "button", primary: "button button-primary", danger: "button button-danger" } as const;

export function Button({
  children,
  onClick,
  type = "button",
  tone = "plain",
  small,
  busy,
  disabled,
  label,
}: ButtonProps) {
  return (
    <button
      className={small === true ? `${tones[tone]} button-small` : tones[tone]}
      type={type}
      disabled={disabled}
      aria-disabled={busy === true ? true : undefined}
      aria-label={label}
      onClick={(event) => {
        if (busy === true) event.preventDefault();
        else onClick?.();
      }}
    >
      {busy === true && <span className="spinner" aria-hidden="true" />}
      {children}
    </button>
  );
}
