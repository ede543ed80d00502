import { useState, type ReactNode } from "react";

import { useAction } from "../client/hooks.js";
import { portal } from "../client/index.js";
import {
  Badge,
  Button,
  EmptyState,
  Form,
  Id,
  Note,
  OrgName,
  Panel,
  SelectField,
  Table,
  TextField,
  type Column,
  type Detail,
} from "../design/index.js";
import { dollars, executionOf } from "../lending/decimal.js";
import { errorAt, standsAtField } from "../lending/loan_draft.js";
import { PriceSum } from "../lending/PriceSum.js";
import { productAt } from "../lending/summary.js";
import type { Ineligible, LoanPricing, LoanWithBorrower, Lock, Offer } from "../lending/types.js";
import { refusalSentence } from "../lending/words.js";
import { can, usePerson } from "../shell/person.js";
import { LockRequestDialog } from "./LockRequestDialog.js";
import {
  bodyOf,
  filterOffers,
  keyOfOffer,
  noFilter,
  offersAtFirst,
  offersAtMost,
  productsOf,
  ratesOf,
  type Pricing,
  type Question,
} from "./pricing.js";

interface PricesProps {
  readonly loan: LoanWithBorrower;
  readonly live: Lock | null;
  readonly pricing: Pricing;
  readonly onChange: (pricing: Pricing) => void;
  readonly onRequested: () => void;
}

/** What lenders pay for the loan, best first, and why the rest is not offered. */
export function Prices({ loan, live, pricing, onChange, onRequested }: PricesProps) {
  const action = useAction();
  const { question, answer } = pricing;
  const price = async (maxOffers: number): Promise<void> => {
    await action.run(async () => {
      const path = `/api/v1/loans/${loan.id}/price`;
      const { value } = await portal.post<LoanPricing>(path, bodyOf(question, maxOffers));
      onChange({ question, answer: value });
    });
  };
  return (
    <>
      <Panel title="Prices" lead={`What lenders pay for this loan of ${dollars(loan.amount)} right now.`}>
        <Form
          label="Prices"
          columns
          problem={action.problem}
          shownElsewhere={standsAtField(action.problem)}
          onSubmit={() => void price(offersAtFirst)}
          actions={
            <Button type="submit" tone="primary" busy={action.busy}>
              Find prices
            </Button>
          }
        >
          <QuestionFields
            question={question}
            errorOf={(pointer) => errorAt(action.problem, pointer)}
            onChange={(asked) => {
              onChange({ ...pricing, question: asked });
            }}
          />
        </Form>
      </Panel>
      {answer !== null && answer.version !== loan.version && (
        <Note tone="unsure">
          <p>The loan has changed since these prices were found. Find them again before you ask for a lock.</p>
        </Note>
      )}
      {answer !== null && (
        <Answer
          key={JSON.stringify(answer.offers)}
          loan={loan}
          live={live}
          answer={answer}
          busy={action.busy}
          onAll={() => void price(offersAtMost)}
          onPriceAgain={() => void price(offersAtFirst)}
          onRequested={onRequested}
        />
      )}
    </>
  );
}

interface QuestionFieldsProps {
  readonly question: Question;
  readonly errorOf: (pointer: string) => string | null;
  readonly onChange: (question: Question) => void;
}

function QuestionFields({ question, errorOf, onChange }: QuestionFieldsProps) {
  const field = (name: keyof Question, pointer: string) => ({
    value: question[name],
    error: errorOf(pointer),
    onChange: (value: string) => {
      onChange({ ...question, [name]: value });
    },
  });
  return (
    <>
      <TextField
        label="Days to hold the price"
        inputMode="numeric"
        required
        hint="Until the loan closes. Lenders hold prices for 15, 30 or 60 days, say; the next longer one counts."
        {...field("days", "/lock_days")}
      />
      <TextField
        label="Interest rate in percent"
        inputMode="decimal"
        hint="Leave it empty to see every rate."
        {...field("rate", "/rate")}
      />
      <TextField
        label="Price to reach"
        inputMode="decimal"
        hint="In percent of the loan; empty means 100, exactly the loan. Offers that reach it come first."
        {...field("target", "/target_price")}
      />
    </>
  );
}

interface AnswerProps {
  readonly loan: LoanWithBorrower;
  readonly live: Lock | null;
  readonly answer: LoanPricing;
  readonly busy: boolean;
  readonly onAll: () => void;
  readonly onPriceAgain: () => void;
  readonly onRequested: () => void;
}

function Answer({ loan, live, answer, busy, onAll, onPriceAgain, onRequested }: AnswerProps) {
  const person = usePerson();
  const [filter, setFilter] = useState(noFilter);
  const [requesting, setRequesting] = useState<Offer | null>(null);
  const { offers, considered, ineligible } = answer;
  const shown = filterOffers(offers, filter);
  const own = loan.owner_org_id === person.org.id;
  const mayLock = own && can(person, "lock.request") && live === null && answer.version === loan.version;
  return (
    <>
      <Panel
        title={offersTitle(offers.length, considered)}
        lead="The best offer first. Open one to see how its price is made."
      >
        {offers.length === 0 ? (
          <EmptyState title="No lender offers this loan on these terms">
            <p>
              {ineligible.length === 0
                ? "No rate sheet is in force that the organisation may price by. Ask a lender to offer you theirs."
                : "Below is why. Try another number of days, or leave the rate empty."}
            </p>
          </EmptyState>
        ) : (
          <>
            <div className="filters">
              <SelectField
                label="Product"
                choices={choicesOf("All products", productsOf(offers), (product) => product)}
                value={filter.product}
                onChange={(product) => {
                  setFilter({ ...filter, product });
                }}
              />
              <SelectField
                label="Interest rate"
                choices={choicesOf("All rates", ratesOf(offers), (rate) => `${rate}%`)}
                value={filter.rate}
                onChange={(rate) => {
                  setFilter({ ...filter, rate });
                }}
              />
            </div>
            {shown.length === 0 ? (
              <EmptyState title="No offer is of this product at this rate">
                <Button
                  onClick={() => {
                    setFilter(noFilter);
                  }}
                >
                  Show all offers
                </Button>
              </EmptyState>
            ) : (
              <Table
                caption="Offers"
                columns={columnsFor(loan, offers[0], mayLock ? setRequesting : null)}
                items={shown}
                keyOf={keyOfOffer}
                detail={detail}
              />
            )}
            {considered > offers.length && offers.length < offersAtMost && (
              <p className="paged-more">
                <Button busy={busy} onClick={onAll}>
                  Show {considered > offersAtMost ? `the best ${String(offersAtMost)}` : `all ${String(considered)}`}
                </Button>
              </p>
            )}
          </>
        )}
        {own && live !== null && (
          <p className="muted">This loan has a rate lock. Another one can be asked for once that has ended.</p>
        )}
      </Panel>
      {ineligible.length > 0 && <NotOffered products={ineligible} />}
      {requesting !== null && (
        <LockRequestDialog
          loan={loan}
          offer={requesting}
          onPriceAgain={onPriceAgain}
          onRequested={onRequested}
          onClose={() => {
            setRequesting(null);
          }}
        />
      )}
    </>
  );
}

function offersTitle(shown: number, considered: number): string {
  if (considered === 0) return "No offers";
  if (considered > shown) return `The best ${String(shown)} of ${String(considered)} offers`;
  return shown === 1 ? "One offer" : `${String(shown)} offers`;
}

function choicesOf(all: string, values: readonly string[], words: (value: string) => string) {
  return [{ value: "", label: all }, ...values.map((value) => ({ value, label: words(value) }))];
}

function columnsFor(
  loan: LoanWithBorrower,
  best: Offer | undefined,
  request: ((offer: Offer) => void) | null,
): readonly Column<Offer>[] {
  return [
    {
      title: "Offer",
      heading: true,
      cell: (offer) => (
        <>
          <strong>{productAt(offer)}</strong>{" "}
          {offer === best && <Badge tone="good">best</Badge>}
        </>
      ),
    },
    { title: "Held for", cell: (offer) => `${String(offer.lock_days)} days` },
    { title: "Price", numeric: true, cell: (offer) => offer.price },
    { title: "What it means", cell: (offer) => <Meaning offer={offer} loan={loan} /> },
    {
      title: "Lender",
      cell: ({ lender_org_id: lender, lender_name: name }) =>
        typeof lender === "string" ? <OrgName id={lender} name={name ?? null} /> : null,
    },
    {
      title: "What you can do",
      actions: true,
      cell: (offer) =>
        request !== null && (
          <Button
            small
            label={`Lock ${productAt(offer)}`}
            onClick={() => {
              request(offer);
            }}
          >
            Lock
          </Button>
        ),
    },
  ];
}

/** The price in dollars: what it costs to have this rate, or what is paid out. */
function Meaning({ offer, loan }: { offer: Offer; loan: LoanWithBorrower }): ReactNode {
  const execution = executionOf(offer.price, loan.amount);
  switch (execution?.kind) {
    case undefined:
      return null;
    case "even":
      return "Costs nothing, pays nothing";
    case "cost":
      return `Costs\u00a0${execution.dollars}`;
    case "credit":
      return `Pays\u00a0${execution.dollars}`;
  }
}

const detail: Detail<Offer> = {
  label: (offer) => `Details of the price ${offer.price} of ${productAt(offer)}`,
  content: (offer) => <PriceSum offer={offer} />,
};

function NotOffered({ products }: { products: readonly Ineligible[] }) {
  const title =
    products.length === 1 ? "One product is not offered" : `${String(products.length)} products are not offered`;
  return (
    <Panel title={title}>
      <ul className="plain-list">
        {products.map(({ product, sheet_id, reasons }) => (
          <li key={`${sheet_id} ${product}`}>
            <strong>{product}</strong> <span className="muted">on sheet</span> <Id of={sheet_id} />
            <ul className="bullets">
              {reasons.map((reason) => (
                <li key={JSON.stringify(reason)}>{refusalSentence(reason)}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
