import { signed, unitsOf } from "./decimal.js";
import type { Adjustment, Offer } from "./types.js";

/** How a price came about: what the sheet pays, and each of its adjustments, zeros included. */
export function PriceSum({ offer }: { offer: Offer }) {
  return (
    <dl className="sum">
      <div>
        <dt>
          On the sheet: {offer.product}, {offer.rate}%, {offer.lock_days} days
        </dt>
        <dd>{offer.base_price}</dd>
      </div>
      {offer.adjustments.map((adjustment) => (
        <div key={adjustment.table} className={unitsOf(adjustment.points) === 0n ? "muted" : undefined}>
          <dt>
            {adjustment.table}
            {placeOf(adjustment)}
          </dt>
          <dd>{signed(adjustment.points)}</dd>
        </div>
      ))}
      <div className="sum-total">
        <dt>Price</dt>
        <dd>{offer.price}</dd>
      </div>
    </dl>
  );
}

/** Tables that do not name a loan's state, use or purpose do not adjust it, and have no row for it. */
function placeOf({ row, column }: Adjustment): string {
  if (row === "") return ": does not apply";
  return column === null || column === "" ? `: ${row}` : `: ${row}, ${column}`;
}
