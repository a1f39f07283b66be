"""SHACL, for any data and any shapes: a fast engine over an index of strings, pySHACL as the reference, one kind of result.

```
shapes graph --read_shapes--> Shapes      data --Index.of--> Index      validate(Index, Shapes) -> Results
                 reading                              index                     engine  (sets checks logic custom)
```
"""
