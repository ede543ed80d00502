import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";

export interface Tab {
  /** Stands in the address after "#", so that a tab can be linked to. */
  readonly key: string;
  readonly title: string;
  readonly content: () => ReactNode;
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** WAI-ARIA's tabs: arrows move between them, one stop of the Tab key for all. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const id = useId();
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  const [chosen, setChosen] = useState(() => location.hash.slice(1));
  // A link to a tab of this very page; others, to its content for one, are none of ours.
  useEffect(() => {
    const follow = (): void => {
      const named = tabs.find(({ key }) => key === location.hash.slice(1));
      if (named !== undefined) setChosen(named.key);
    };
    window.addEventListener("hashchange", follow);
    return () => {
      window.removeEventListener("hashchange", follow);
    };
  }, [tabs]);
  const current = tabs.find((tab) => tab.key === chosen) ?? tabs[0];
  // On a phone a row of tabs may be wider than the screen.
  const currentKey = current?.key ?? "";
  useEffect(() => {
    buttons.current.get(currentKey)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [currentKey]);
  const choose = (tab: Tab | undefined): void => {
    if (tab === undefined) return;
    setChosen(tab.key);
    history.replaceState(null, "", `#${tab.key}`);
    buttons.current.get(tab.key)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step === undefined || current === undefined) return;
    event.preventDefault();
    choose(tabs[(tabs.indexOf(current) + step + tabs.length) % tabs.length]);
  };
  if (current === undefined) return null;
  // Of one thing there is nothing to choose.
  if (tabs.length === 1) return <div className="tab-panel">{current.content()}</div>;
  return (
    <div className="tabs">
      <div className="tab-list" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            ref={(element) => {
              if (element !== null) buttons.current.set(tab.key, element);
            }}
            className="tab"
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            aria-selected={tab === current}
            aria-controls={`${id}-panel`}
            tabIndex={tab === current ? 0 : -1}
            onClick={() => {
              choose(tab);
            }}
          >
            {tab.title}
          </button>
        ))}
      </div>
      <div
        className="tab-panel"
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${current.key}`}
        tabIndex={0}
      >
        {current.content()}
      </div>
    </div>
  );
}
