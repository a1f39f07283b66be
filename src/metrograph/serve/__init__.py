"""The service: SPARQL, linked data and an API over a workspace, in processes that cannot knock each other over.

```
front    asked.py, media.py …   HTTP: who may ask, how much, in which format; owns no store
keeper   keeper.py              the one process that writes
holder   holder.py              the data in memory, from which children are forked
child    answers.py             one request at a time: Desk × Asked -> Reply
```
"""
