#!/usr/bin/env python3
"""Loads the demo's lending data through the API: demo_lending.py DEMO-JSON

The first lender gets a rate sheet in force, offered to the second one, and a few loans; the second one loans of its own, one of them
shared with the first. Everything is a function of the lender's id, and each request carries an Idempotency-Key: run again, it adds nothing
twice. Borrowers are made up, their numbers begin with 9, which nobody's social security number does.
"""

import json
import random
import sys
import urllib.error
import urllib.request
from pathlib import Path

STATES = ["AZ", "CA", "CO", "FL", "GA", "ID", "NC", "NV", "OR", "TX", "UT", "WA"]
PURPOSES = ["purchase", "purchase", "rate_term", "cash_out"]
OCCUPANCIES = ["primary", "primary", "primary", "second_home", "investment"]
LOCK_DAYS = [15, 30, 45, 60]
# Code, first note rate in thousandths, price there at 30 days in thousandths.
PRODUCTS = [("CONF15", 5125, 98625), ("CONF30", 5750, 98250), ("FHA30", 5500, 98500), ("VA30", 5500, 98375)]
RATES_A_PRODUCT = 13
LTV_BANDS = ["<=60.00", "60.01-70.00", "70.01-75.00", "75.01-80.00", "80.01-85.00", "85.01-97.00"]
FICO_POINTS = [
    (">=780", [0, 0, 0, -375, -375, -250]),
    ("760-779", [0, 0, -250, -625, -625, -500]),
    ("740-759", [0, -125, -375, -875, -1000, -750]),
    ("720-739", [0, -250, -750, -1250, -1250, -1000]),
    ("700-719", [0, -375, -875, -1375, -1500, -1250]),
    ("680-699", [0, -625, -1125, -1750, -1875, -1500]),
    ("620-679", [-125, -875, -1500, -2250, -2500, -2750]),
]
LOANS_A_LENDER = 12


def thousandths(value):
    sign = "-" if value < 0 else ""
    return f"{sign}{abs(value) // 1000}.{abs(value) % 1000:03d}"


def rate_sheet():
    """CSV as docs/rate-sheets.md has it."""
    lines = ["ratesheet,1,Morning sheet", "product,rate," + ",".join(map(str, LOCK_DAYS))]
    for code, first_rate, first_price in PRODUCTS:
        for step in range(RATES_A_PRODUCT):
            at_30 = first_price + 625 * step - 25 * step * step
            prices = [at_30 - 125 * (index - 1) for index in range(len(LOCK_DAYS))]
            lines.append(",".join([code, thousandths(first_rate + 125 * step), *map(thousandths, prices)]))
    lines += ["table,fico_ltv,Score and LTV", "fico," + ",".join(LTV_BANDS)]
    lines += [",".join([band, *map(thousandths, points)]) for band, points in FICO_POINTS]
    lines += ["table,occupancy,Occupancy", "second_home,-2.125", "investment,-3.375"]
    lines += ["table,purpose,Purpose", "cash_out,-1.375"]
    lines += ["table,state,State", "FL,-0.150", "NY,-0.250"]
    return "\n".join(lines) + "\n"


def loans(org_id):
    rng = random.Random("loans " + org_id)
    for number in range(LOANS_A_LENDER):
        yield {
            "amount": f"{rng.randrange(140, 980) * 1000}.00",
            "property_state": rng.choice(STATES),
            "occupancy": rng.choice(OCCUPANCIES),
            "purpose": rng.choice(PURPOSES),
            "fico": rng.randrange(640, 815),
            "ltv": f"{rng.randrange(55, 97)}.00",
            "borrower": {
                "name": f"Demo Borrower {number + 1}",
                "email": f"borrower{number + 1}@example.com",
                "ssn": f"9{rng.randrange(100):02d}-{rng.randrange(1, 100):02d}-{rng.randrange(1, 10000):04d}",
            },
        }


class Caller:
    """One lender's API key."""

    def __init__(self, api, org):
        self.api, self.org = api, org

    def send(self, method, path, body=None, media_type="application/json", once=None):
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode() if body is not None else None
        headers = {"Authorization": f"Bearer {self.org['api_key']}"}
        if data is not None:
            headers["Content-Type"] = media_type
        if once:
            headers["Idempotency-Key"] = f"demo-{self.org['org_id']}-{once}"
        request = urllib.request.Request(self.api + path, data=data, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            sys.exit(f"demo lending: {method} {path}: {error.code} {error.read().decode(errors='replace')}")

    def make_loans(self):
        return [self.send("POST", "/v1/loans", loan, once=f"loan-{index}") for index, loan in enumerate(loans(self.org["org_id"]))]


def main():
    demo = json.loads(Path(sys.argv[1]).read_text())
    lender, other = (Caller(demo["api"], org) for org in demo["orgs"][:2])
    sheet = lender.send("POST", "/v1/ratesheets", rate_sheet(), media_type="text/csv", once="sheet")
    lender.send("POST", f"/v1/ratesheets/{sheet['id']}/activate")
    lender.send("PUT", "/v1/ratesheets/readers", {"org_ids": [other.org["org_id"]]})
    others = other.make_loans()
    other.send("POST", f"/v1/loans/{others[0]['id']}/share", {"org_id": lender.org["org_id"]})
    own = lender.make_loans()  # last, so that its list begins with what it may price, lock and change
    print(f"{len(own) + len(others)} loans, a rate sheet of {sheet['cells']} cells in force")


if __name__ == "__main__":
    main()
