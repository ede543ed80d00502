/** What a verdict is worth, said before anybody relies on it. */
export function Meaning() {
  return (
    <aside className="meaning" aria-labelledby="meaning-title">
      <h2 id="meaning-title">What &ldquo;intact&rdquo; means</h2>
      <section aria-labelledby="proves-title">
        <h3 id="proves-title">It proves</h3>
        <ul className="ticks">
          <li>Each row is, byte for byte, the one its hash was made from.</li>
          <li>Each row follows the one before it: none was removed, added or moved between the first and the last.</li>
          <li>Each organisation&rsquo;s own chain is unbroken too.</li>
          <li>The file is complete to its end line.</li>
        </ul>
      </section>
      <section aria-labelledby="limits-title">
        <h3 id="limits-title">It does not prove</h3>
        <ul className="dashes">
          <li>
            That the log was never rewritten as a whole. Whoever holds every row can change them and compute every hash
            again. Signed checkpoints close that gap; they do not exist yet, and this page does not check any.
          </li>
          <li>That no rows came before the first or after the last row of the file.</li>
        </ul>
        <p className="muted">
          Until then: note the head hash now and keep it elsewhere. A later export of the same log must still contain it.
        </p>
      </section>
    </aside>
  );
}
