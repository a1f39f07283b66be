"""What can be wrong, and what to do next: one entry for each error code.

U wrong use · V a review · S a source file · T a store · R a record · Q a query · H shapes · W the service · B many records at once
A what is worked out from the graph or published of it: reasoning, network, comparison, exchange, release
"""

from metrograph.words import (
    access,
    across,
    assessing,
    batching,
    comparing,
    enriching,
    explorer,
    interchange,
    interface,
    network,
    permitting,
    problems_engines,
    problems_files,
    problems_queries,
    problems_readers,
    problems_records,
    problems_remote,
    problems_stores,
    problems_use,
    protocol,
    publishing,
    reasoning,
    reconciling,
    releasing,
    serving,
)

Wording = tuple[str, str, str]
PROBLEMS: dict[str, tuple[Wording, Wording]] = {
    **problems_use.PROBLEMS,
    **problems_files.PROBLEMS,
    **problems_stores.PROBLEMS,
    **problems_remote.PROBLEMS,
    **problems_readers.PROBLEMS,
    **problems_records.PROBLEMS,
    **problems_queries.PROBLEMS,
    **problems_engines.PROBLEMS,
    **serving.PROBLEMS,
    **protocol.PROBLEMS,
    **publishing.PROBLEMS,
    **reconciling.PROBLEMS,
    **interface.PROBLEMS,
    **access.PROBLEMS,
    **explorer.PROBLEMS,
    **reasoning.PROBLEMS,
    **network.PROBLEMS,
    **assessing.PROBLEMS,
    **comparing.PROBLEMS,
    **interchange.PROBLEMS,
    **releasing.PROBLEMS,
    **enriching.PROBLEMS,
    **batching.PROBLEMS,
    **across.PROBLEMS,
    **permitting.PROBLEMS,
}
