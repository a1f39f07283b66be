"""How fast the reconciliation service answers, and how often a name with one letter missing still finds its thing first.

    python bench/reconcile.py

Batches of 1,000 names of the packaged plan and gazetteer, in seconds of processor time, the JSON included.
"""

import json
import random
import time

import metrograph
from metrograph.reconcile import Query, index_of, reconcile
from metrograph.serve.answers import answer
from metrograph.serve.asked import Asked
from metrograph.serve.routes_reconcile import ROUTES, warm

N = 1000


def slip(name: str, chance: random.Random) -> str:
    """A name without one of its letters."""
    at = chance.randrange(len(name))
    return name[:at] + name[at + 1 :]


def main() -> None:
    chance = random.Random(7)
    desk = metrograph.open()
    tuple(desk.store.names())
    start = time.process_time()
    warm(desk)
    print(f"index made in {time.process_time() - start:.2f} s")
    index = index_of(desk)
    named = [(thing, name) for thing in index.things for name, _ in thing.names if len(name) > 4]
    picked = [name for _, name in chance.sample(named, N)]
    often = sorted({word for _, words in index.named for word in words}, key=lambda word: -len(index.holding(word)))[:60]
    batches = {
        "names": picked,
        "with a slip": [slip(name, chance) for name in picked],
        "the 60 commonest words": [" ".join(often)] * N,
        "1,000 letters": [(f"abcde{at} " * 90)[:1000] for at in range(N)],
    }
    routes = {route.name: route for route in ROUTES}
    for title, names in batches.items():
        body = json.dumps({str(at): {"query": name} for at, name in enumerate(names)})
        start = time.process_time()
        reply = answer(routes, desk, Asked("reconcile", fields=(("queries", body),), method="POST"))
        print(f"{title:24} {time.process_time() - start:6.2f} s  {reply.status}")
    first = [reconcile(index, Query(slip(name, chance)))[:1] for _, name in named[:N]]
    found = sum(bool(one) and one[0].thing is thing for one, (thing, _) in zip(first, named, strict=False))
    print(f"first in spite of a slip: {found} of {N}")


if __name__ == "__main__":
    main()
