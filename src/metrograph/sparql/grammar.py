"""The grammar of SPARQL 1.1 and 1.2 as the standard writes it, and the words that it knows.

``'WORD'`` or ``'sign'`` stands for itself, a name in small letters for a kind of token, a name in capitals for a rule;
``( )``, ``|``, ``?``, ``*`` and ``+`` mean what they mean everywhere. A rule whose name ends in ``_`` is no part of the tree.
Rules with ``@`` are there twice: for templates, and as ``…Path`` for patterns, where a path may stand for a predicate.
"""

import re

_TRIPLES = """
Triples@_ = Triples@ ( '.' Triples@_? )?
Triples@ = VarOrTerm Properties@ | Nodes@_ Properties@? | Quoted Properties@?
Properties@ = Verb@ Objects@ ( ';' ( Verb@ Objects@ )? )*
Objects@ = Object@ ( ',' Object@ )*
Object@ = Node@_ ( '~' Reifier_? | '{|' Properties@ '|}' )*
Node@_ = VarOrTerm | Nodes@_ | Quoted
Nodes@_ = '(' Node@_+ ')' | '[' Properties@ ']'
"""

_RULES = (
    """
Text = Prologue ( Query | Update )
Prologue = ( 'BASE' iri | Prefix | 'VERSION' string )*
Prefix = 'PREFIX' namespace iri
Query = ( Select | Construct | Describe | Ask ) Inline?
Select = Projection Dataset* Where Modifiers
SubSelect = Projection Where Modifiers Inline?
Projection = 'SELECT' ( 'DISTINCT' | 'REDUCED' )? ( Column+ | '*' )
Column = var | '(' Expression 'AS' var ')'
Construct = 'CONSTRUCT' ( Template Dataset* Where Modifiers | Dataset* 'WHERE' Template Modifiers )
Template = '{' Triples_? '}'
Describe = 'DESCRIBE' ( VarOrIri+ | '*' ) Dataset* Where? Modifiers
Ask = 'ASK' Dataset* Where Modifiers
Dataset = 'FROM' 'NAMED'? Iri
Where = 'WHERE'? Group
Modifiers = GroupBy? Having? OrderBy? Slice?
GroupBy = 'GROUP' 'BY' Key+
Key = Call_ | '(' Expression ( 'AS' var )? ')' | var
Having = 'HAVING' Constraint+
OrderBy = 'ORDER' 'BY' Rank+
Rank = ( 'ASC' | 'DESC' ) '(' Expression ')' | Constraint | var
Slice = 'LIMIT' integer ( 'OFFSET' integer )? | 'OFFSET' integer ( 'LIMIT' integer )?
Inline = 'VALUES' Data

Update = Change ( ';' Prologue Update? )?
Change = 'LOAD' 'SILENT'? Iri ( 'INTO' 'GRAPH' Iri )?
  | ( 'CLEAR' | 'DROP' ) 'SILENT'? ( 'GRAPH' Iri | 'DEFAULT' | 'NAMED' | 'ALL' )
  | ( 'ADD' | 'MOVE' | 'COPY' ) 'SILENT'? Place_ 'TO' Place_ | 'CREATE' 'SILENT'? 'GRAPH' Iri
  | 'INSERT' ( 'DATA' Quads | Quads Using* 'WHERE' Group )
  | 'DELETE' ( 'DATA' Quads | 'WHERE' Quads | Quads ( 'INSERT' Quads )? Using* 'WHERE' Group )
  | 'WITH' Iri ( 'DELETE' Quads ( 'INSERT' Quads )? | 'INSERT' Quads ) Using* 'WHERE' Group
Place_ = 'DEFAULT' | 'GRAPH'? Iri
Using = 'USING' 'NAMED'? Iri
Quads = '{' Triples_? ( 'GRAPH' VarOrIri '{' Triples_? '}' '.'? Triples_? )* '}'

Group = '{' ( SubSelect | TriplesPath_? ( Part_ '.'? TriplesPath_? )* ) '}'
Part_ = Union | Optional | Minus | Lateral | Graph | Service | Filter | Bind | Inline
Union = Group ( 'UNION' Group )*
Optional = 'OPTIONAL' Group
Minus = 'MINUS' Group
Lateral = 'LATERAL' Group
Graph = 'GRAPH' VarOrIri Group
Service = 'SERVICE' 'SILENT'? VarOrIri Group
Filter = 'FILTER' Constraint
Bind = 'BIND' '(' Expression 'AS' var ')'
Data = var '{' Datum* '}' | ( nil | '(' var* ')' ) '{' Line* '}'
Line = '(' Datum* ')' | nil
Datum = Iri | Literal | Number | Boolean_ | 'UNDEF' | Quoted
Constraint = '(' Expression ')' | Call_ | Iri Arguments
Arguments = nil | '(' 'DISTINCT'? Expression ( ',' Expression )* ')'

Reifier_ = var | Iri | blank | anon
Quoted = '<<' ( '(' Node_ Verb Node_ ')' | Node_ Verb Node_ ( '~' Reifier_? )? ) '>>'
Verb = VarOrIri | 'a'
VerbPath = Path | var
Path = Sequence_ ( '|' Sequence_ )*
Sequence_ = Step_ ( '/' Step_ )*
Step_ = '^'? ( Iri | 'a' | '!' Negated_ | '(' Path ')' ) ( '?' | '*' | '+' )?
Negated_ = Backward_ | '(' Backward_ ( '|' Backward_ )* ')'
Backward_ = Iri | 'a' | '^' ( Iri | 'a' )
VarOrTerm = var | Iri | Literal | Number | Boolean_ | blank | anon | nil
VarOrIri = var | Iri
Iri = iri | prefixed | namespace
Literal = string ( lang | '^^' Iri )?
Number = ( '+' | '-' )? ( integer | decimal )
Boolean_ = 'true' | 'false'

Expression = And_ ( '||' And_ )*
And_ = Comparison_ ( '&&' Comparison_ )*
Comparison_ = Sum_ ( ( '=' | '!=' | '<' | '>' | '<=' | '>=' ) Sum_ | 'NOT'? 'IN' List_ )?
List_ = nil | '(' Expression ( ',' Expression )* ')'
Sum_ = Product_ ( ( '+' | '-' ) Product_ )*
Product_ = Unary_ ( ( '*' | '/' ) Unary_ )*
Unary_ = '!' Unary_ | ( '-' | '+' )? Primary_
Primary_ = '(' Expression ')' | Call_ | Iri Arguments? | Literal | integer | decimal | Boolean_ | var | Quoted
Call_ = Aggregate | Exists | none nil | one '(' Expression ')' | two '(' Expression ',' Expression ')'
  | three '(' Expression ',' Expression ',' Expression ')' | some '(' Expression ',' Expression ( ',' Expression )? ')'
  | 'REPLACE' '(' Expression ',' Expression ',' Expression ( ',' Expression )? ')'
  | any List_ | 'BNODE' ( nil | '(' Expression ')' ) | 'BOUND' '(' var ')'
Exists = 'NOT'? 'EXISTS' Group
Aggregate = 'COUNT' '(' 'DISTINCT'? ( '*' | Expression ) ')' | aggregate '(' 'DISTINCT'? Expression ')'
  | 'GROUP_CONCAT' '(' 'DISTINCT'? Expression ( ';' 'SEPARATOR' '=' string )? ')'
"""
    + _TRIPLES.replace("@", "")
    + _TRIPLES.replace("@", "Path")
)
RULES = _RULES.replace("\n  |", " |")
"""The rules, one a line."""

KEYWORDS = frozenset(re.findall(r"'([A-Z_]{2,})'", RULES)) - {"BNODE", "BOUND", "REPLACE", "COUNT", "GROUP_CONCAT", "EXISTS"}
"""Words with a meaning of their own, functions aside."""

_CALLS = {
    "none": "RAND NOW UUID STRUUID",
    "one": "STR LANG DATATYPE IRI URI ABS CEIL FLOOR ROUND STRLEN UCASE LCASE ENCODE_FOR_URI YEAR MONTH DAY HOURS MINUTES "
    "SECONDS TIMEZONE TZ MD5 SHA1 SHA256 SHA384 SHA512 ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC LANGDIR HASLANG HASLANGDIR "
    "ISTRIPLE SUBJECT PREDICATE OBJECT",
    "two": "LANGMATCHES CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER STRLANG STRDT SAMETERM SAMEVALUE ADJUST",
    "three": "IF STRLANGDIR TRIPLE",
    "some": "REGEX SUBSTR",
    "any": "CONCAT COALESCE",
    "aggregate": "SUM MIN MAX AVG SAMPLE",
}
CALLS = {word: kind for kind, words in _CALLS.items() for word in words.split()}
"""Functions, each with the kind of its arguments in the grammar."""

AGGREGATES = frozenset({"COUNT", "GROUP_CONCAT", *_CALLS["aggregate"].split()})
FUNCTIONS = frozenset(CALLS) | AGGREGATES | {"REPLACE", "BNODE", "BOUND", "EXISTS"}
