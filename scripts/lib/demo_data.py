#!/usr/bin/env python3
"""Loads the demo's audit events through the API: demo_data.py DEMO-JSON END (seconds since 1970).

Each lender's loans live a plausible life (created, priced, locked, ...) as that lender's own API key. The events are a
function of the lender's id and END alone, and each batch carries an Idempotency-Key: run twice, or after
an interruption, it adds nothing twice. No person is named: the log must hold no PII.
"""

import json
import random
import sys
import urllib.error
import urllib.request
from datetime import datetime, timedelta, timezone
from pathlib import Path

LOANS_A_LENDER = 36
BATCH = 25
HISTORY = timedelta(days=9)
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
STATES = ["AZ", "CA", "CO", "FL", "GA", "ID", "NC", "NV", "OR", "TX", "UT", "WA"]
PRODUCTS = ["CONV_30_FIXED", "CONV_15_FIXED", "FHA_30_FIXED", "VA_30_FIXED", "JUMBO_7_6_ARM"]


def ulid(rng, moment):
    """26 characters of Crockford base32: 48 bits of milliseconds, 80 random bits."""
    value = (int(moment.timestamp() * 1000) << 80) | rng.getrandbits(80)
    return "".join(CROCKFORD[(value >> shift) & 31] for shift in range(125, -5, -5))


def stamp(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def event(moment, action, resource, payload, outcome="success"):
    return {"action": action, "outcome": outcome, "resource": resource, "payload": payload, "occurred_at": stamp(moment)}


def rate(rng):
    return f"{rng.randrange(5500, 7625, 125) / 1000:.3f}"


def loan_story(rng, org_id, start):
    """One loan: created, priced a few times, and usually locked."""
    loan = {"type": "loan", "id": "loan_" + ulid(rng, start), "owner_org_id": org_id}
    moment = start
    amount = f"{rng.randrange(140, 980) * 1000}.00"
    yield event(moment, "LOAN_CREATED", loan, {"amount": amount, "fico": rng.randrange(640, 815), "ltv": f"{rng.randrange(55, 97)}.00",
                                               "occupancy": "primary", "property_state": rng.choice(STATES), "purpose": "purchase"})
    product = rng.choice(PRODUCTS)
    for _ in range(rng.randrange(1, 4)):
        moment += timedelta(minutes=rng.randrange(2, 240))
        quote = {"product": product, "rate": rate(rng), "price": f"{rng.randrange(98000, 102500) / 1000:.3f}", "lock_days": 30}
        yield event(moment, "LOAN_PRICED", loan, quote)
    yield from lock_story(rng, org_id, loan, moment, quote)


def lock_story(rng, org_id, loan, moment, quote):
    moment += timedelta(minutes=rng.randrange(5, 300))
    lock = {"type": "lock", "id": "lock_" + ulid(rng, moment), "owner_org_id": org_id}
    yield event(moment, "LOCK_REQUESTED", lock, {"loan_id": loan["id"], **quote})
    moment += timedelta(minutes=rng.randrange(1, 45))
    if rng.random() < 0.15:
        yield event(moment, "LOCK_REJECTED", lock, {"loan_id": loan["id"], "reason": "rate_sheet_superseded"}, "failure")
    else:
        yield event(moment, "LOCK_COMMITTED", lock, {"loan_id": loan["id"], "expires_on": stamp(moment + timedelta(days=30))[:10]})


def day_story(rng, org_id, day):
    """What happens every morning: a new rate sheet, people signing in."""
    sheet = {"type": "ratesheet", "id": "rs_" + ulid(rng, day), "owner_org_id": org_id}
    yield event(day, "RATESHEET_ACTIVATED", sheet, {"products": len(PRODUCTS), "effective_at": stamp(day)})
    for _ in range(3):
        day += timedelta(minutes=rng.randrange(1, 90))
        failed = rng.random() < 0.1
        yield event(day, "CRM_LOGIN_FAILED" if failed else "CRM_LOGIN_SUCCEEDED",
                    {"type": "session", "id": "ses_" + ulid(rng, day), "owner_org_id": org_id},
                    {"method": "password"}, "failure" if failed else "success")


def history(org_id, end):
    rng = random.Random(org_id)
    begin = end - HISTORY
    events = []
    for day in range(HISTORY.days):
        events += day_story(rng, org_id, begin + timedelta(days=day, minutes=rng.randrange(60)))
    for _ in range(LOANS_A_LENDER):
        events += loan_story(rng, org_id, begin + timedelta(minutes=rng.randrange(int((HISTORY - timedelta(days=1)).total_seconds() / 60))))
    return sorted(events, key=lambda item: item["occurred_at"])


def post(api, key, idempotency_key, events):
    request = urllib.request.Request(
        api + "/v1/audit/events", data=json.dumps({"events": events}).encode(), method="POST",
        headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json", "Idempotency-Key": idempotency_key})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return len(json.load(answer)["items"])
    except urllib.error.HTTPError as error:
        sys.exit(f"demo data: {error.code} {error.read().decode(errors='replace')}")


def load(api, org, end):
    events = history(org["org_id"], end)
    for begin in range(0, len(events), BATCH):
        post(api, org["api_key"], f"demo-{org['org_id']}-{begin}", events[begin:begin + BATCH])
    print(f"{org['name']}: {len(events)} events")


def main():
    demo = json.loads(Path(sys.argv[1]).read_text())
    end = datetime.fromtimestamp(int(sys.argv[2]), timezone.utc)
    for org in demo["orgs"]:
        load(demo["api"], org, end)


if __name__ == "__main__":
    main()
