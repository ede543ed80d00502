#!/usr/bin/env python3
"""kill -9 of the real server under HTTP load, again and again: kill9_test.py [ROUNDS].

After each kill every acknowledged row must be in the file as it was acknowledged; after the last the chain must verify.
"""

import random
import signal
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from installation import Installation  # noqa: E402
from load import Appenders, check_acknowledged, stored_rows  # noqa: E402

ROUNDS = 50
SEED = 20261123


class Kill9(unittest.TestCase):
    rounds = ROUNDS

    def test_every_acknowledged_row_survives(self):
        chance = random.Random(SEED)
        with Installation() as site:
            appenders = Appenders(site.port, site.add_tenant(), threads=12, batch=3)
            for number in range(self.rounds):
                # Kill when some more rows are in: at a random point of the load, whatever the machine's speed.
                appenders.wait_for(len(appenders.acknowledged) + chance.randrange(1, 300))
                site.stop(signal.SIGKILL)
                with appenders.lock:
                    known = dict(appenders.acknowledged)
                stored = stored_rows(site)
                lost = [row for row, digest in known.items() if stored.get(row) != digest]
                self.assertEqual(lost, [], f"round {number}")
                site.start()
            appenders.stop()
            site.stop()
            check_acknowledged(self, site, appenders.acknowledged)
            print(f"{self.rounds} kills, {len(appenders.acknowledged)} rows acknowledged, none lost, chain whole")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Kill9.rounds = int(sys.argv.pop())
    unittest.main()
