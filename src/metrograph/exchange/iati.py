"""Plans as IATI 2.03 activities (https://iatistandard.org), with the accepted goals and targets as tags.

```
plan (hierarchy 1) <── strategic line (2) <── action, pilot, event, product, publication … (3)     related-activity type 1
tag vocabulary 2 "6"     tag vocabulary 3 "6.5"     tag vocabulary 99 "theme-mobility"
```
Internal actions, statutory meetings, headings and announcements of a number of others are no activities in the sense of
IATI, and are left out. IATI asks every activity for a start as a day: what a plan dates less precisely has the first and
the last day that it may mean, what it does not date has the period of the plan; a narrative says so beside the date.
"""

import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

from metrograph.errors import RecordError
from metrograph.exchange.stock import Stock
from metrograph.formats import sound_xml
from metrograph.graph import read_plan_quads
from metrograph.model import CLASS_OF, Item, Kind, Status, Text
from metrograph.namespaces import DCTERMS, MG, SKOS, goal_of, sdg_code, sdg_order
from metrograph.words import LANGUAGES, say

ORDER = (
    "iati-identifier", "reporting-org", "title", "description", "participating-org", "other-identifier", "activity-status",
    "activity-date", "contact-info", "activity-scope", "recipient-country", "recipient-region", "location", "sector", "tag",
    "country-budget-items", "humanitarian-scope", "policy-marker", "collaboration-type", "default-flow-type",
    "default-finance-type", "default-aid-type", "default-tied-status", "budget", "planned-disbursement", "capital-spend",
    "transaction", "document-link", "related-activity", "legacy-data", "conditions", "result", "crs-add", "fss",
)  # fmt: skip
"""The parts of an activity in the order that the schema of IATI 2.03 demands."""
KINDS = (Kind.WORK_PLAN, Kind.STRATEGIC_LINE, Kind.PRODUCT_SERVICE, Kind.ACTION, Kind.TRAINING, Kind.PILOT_PROJECT,
         Kind.WORLD_EVENT, Kind.NETWORK_EVENT, Kind.PUBLICATION, Kind.PARTNERSHIP_AGREEMENT, Kind.AWARD)  # fmt: skip
"""What becomes an activity."""
STATUS = {Status.PLANNED: "1", Status.TO_LAUNCH: "1", Status.ONGOING: "2", Status.TO_CONCLUDE: "3", Status.CONCLUDED: "4",
          Status.CANCELLED: "5", Status.POSTPONED: "6"}  # fmt: skip
"""The code list ActivityStatus (https://iatistandard.org/en/iati-standard/203/codelists/activitystatus/)."""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def iati_xml(stock: Stock) -> bytes:
    """The activities of the plans of a stock as an IATI file.

    >>> import metrograph
    >>> body = iati_xml(metrograph.open().stock()).decode()
    >>> body.count("<iati-activity "), '<tag vocabulary="3" code="6.5" />' in body
    (70, True)
    """
    if not stock.plans:
        raise RecordError("A202")
    root = ET.Element("iati-activities", {"version": "2.03"})
    for plan in sorted(stock.plans):
        root.extend(list(_Plan(stock, plan).activities()))
    ET.indent(root)
    return sound_xml(b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="utf-8") + b"\n")


def tree_of(items: Mapping[str, Item]) -> dict[str, list[Item]]:
    """The activities below each activity, in the order of the document; the plan stands below the empty name."""
    below: dict[str, list[Item]] = defaultdict(list)
    root = next((item.id for item in items.values() if item.kind is Kind.WORK_PLAN), "")
    kept = {item.id: item for item in items.values() if item.kind in KINDS and item.planned and item.count is None}
    for item in sorted(kept.values(), key=lambda item: (item.order or 0, min(item.lines, default=0), item.id)):
        below[_above(item, items, kept, root)].append(item)
    return below


def _above(item: Item, items: Mapping[str, Item], kept: Mapping[str, Item], root: str) -> str:
    """The nearest activity that contains an element, else its line, else the plan; none for the plan itself."""
    seen, name = {item.id}, item.parent
    while name and name not in seen and name in items:
        if name in kept:
            return name
        seen.add(name)
        name = items[name].parent
    if item.section in kept and item.section != item.id:
        return item.section
    return root if item.id != root else ""


class _Plan:
    """One plan, and its elements as activities."""

    def __init__(self, stock: Stock, plan: str) -> None:
        self.stock, self.plan, self.said = stock, plan, stock.said
        found = read_plan_quads(stock.quads, plan, stock.names)
        self.items = {item.id: item for item in found if "/" not in item.id}
        self.lang = self.said.one(stock.document(plan), DCTERMS + "language") or "en"
        self.root = self.items[stock.plans[plan].rpartition("/")[2]]

    def activities(self) -> Iterator[ET.Element]:
        """Each activity after the one that contains it."""
        below, queue, seen = tree_of(self.items), [(self.root, "")], {self.root.id}
        while queue:
            item, above = queue.pop()
            yield self._activity(item, above)
            inner = [one for one in below[item.id] if one.id not in seen]
            seen.update(one.id for one in inner)
            queue.extend((one, item.id) for one in reversed(inner))

    def _activity(self, item: Item, above: str) -> ET.Element:
        level = {Kind.WORK_PLAN: "1", Kind.STRATEGIC_LINE: "2"}.get(item.kind, "3")
        activity = ET.Element("iati-activity", {_LANG: self._first(item), "hierarchy": level})
        _part(activity, "iati-identifier").text = self._identifier(item.id)
        kind, ref = self.stock.reporting.kind, self.stock.reporting.ref
        self._told(_part(activity, "reporting-org", ref=ref, type=kind), self._reporter)
        self._told(_part(activity, "title"), item.words, self._first(item))
        self._told(_part(activity, "description", type="1"), self._about(item))
        self._organisations(activity, item)
        _part(activity, "activity-status", code=STATUS[item.status] if item.status else "1")
        self._dates(activity, item)
        self._places(activity, item)
        self._tags(activity, item)
        if above:
            _part(activity, "related-activity", ref=self._identifier(above), type="1")
        return activity

    def _identifier(self, name: str) -> str:
        return f"{self.stock.reporting.ref}-{self.plan}-{name}"

    def _first(self, item: Item) -> str:
        """The language of the words of the source."""
        own = dict(item.label.pairs())
        return self.lang if self.lang in own or not own else next(iter(own))

    def _told(self, element: ET.Element, text: Text, first: str = "") -> None:
        """A narrative for each language of a text, that of the source first."""
        pairs = sorted(text.pairs(), key=lambda pair: (pair[0] != (first or self.lang), LANGUAGES.index(pair[0])))
        for lang, words in pairs:
            ET.SubElement(element, "narrative", {_LANG: lang}).text = words

    @cached_property
    def _reporter(self) -> Text:
        """Who reports: the name in the settings, else who runs the plan."""
        if self.stock.reporting.name:
            return Text(**{self.lang: self.stock.reporting.name})
        names = [self._name(one) for one in self.root.organisers]
        return next((name for name in names if name), Text(**{self.lang: self.stock.reporting.ref}))

    def _name(self, item_id: str) -> Text:
        return self.items[item_id].words if item_id in self.items else Text()

    def _about(self, item: Item) -> Text:
        """What an activity is, in which plan and line, and on what it depends."""
        kind = self.said.text(MG + CLASS_OF[item.kind], SKOS + "prefLabel")
        found = {}
        for lang in LANGUAGES:
            named = kind.best(lang)
            parts = [named[:1].upper() + named[1:]]
            parts += [self.root.words.best(lang)] if item.id != self.root.id else []
            parts += [self._name(item.section).best(lang)] if item.section not in ("", item.id) else []
            about = " · ".join(filter(None, parts))
            found[lang] = about + (say("exchange.iati-condition", lang, value=item.condition) if item.condition else "")
        return Text(**found)

    def _organisations(self, activity: ET.Element, item: Item) -> None:
        """Who is accountable (2), else the one that reports; and who takes part (4)."""
        leads = [self._name(one) for one in item.organisers]
        for name in [name for name in leads if name] or [self._reporter]:
            self._told(_part(activity, "participating-org", role="2"), name)
        for name in filter(None, map(self._name, item.partners)):
            self._told(_part(activity, "participating-org", role="4"), name)

    def _dates(self, activity: ET.Element, item: Item) -> None:
        """Planned start and end (actual ones of what has ended), each with what is really known of it."""
        own = item.date if item.date and item.date.edtf else self.root.date
        if not own or not own.edtf or own.span is None:
            raise RecordError("A201", value=self.plan)
        start, end = own.span.earliest, own.span.latest
        begin, finish = ("2", "4") if item.status is Status.CONCLUDED else ("1", "3")
        exact = own is item.date and own.edtf in (start.isoformat(), f"{start.isoformat()}/{end.isoformat()}")
        key = "exchange.iati-date" if own is item.date else "exchange.iati-no-date"
        note = Text() if exact else Text(*(say(key, lang, value=own.edtf) for lang in LANGUAGES))
        for kind, day in ((begin, start), (finish, end)):
            if date.min < day < date.max:
                self._told(_part(activity, "activity-date", **{"type": kind, "iso-date": day.isoformat()}), note)

    def _places(self, activity: ET.Element, item: Item) -> None:
        """The places by name. Which country benefits a plan does not say: where an event is held, is not for whom it is."""
        for name in filter(None, map(self._name, item.places)):
            self._told(ET.SubElement(_part(activity, "location"), "name"), name)

    def _tags(self, activity: ET.Element, item: Item) -> None:
        """The goals and targets that an activity contributes to by decision, then its themes."""
        for vocabulary, codes in (("2", self._goals(item)), ("3", self._targets(item))):
            for code in sorted(codes, key=sdg_order):
                _part(activity, "tag", vocabulary=vocabulary, code=code)
        uri = self.stock.names.shared("themes")
        for theme in item.themes:
            name = self.said.label(self.stock.names.shared(theme))
            self._told(_part(activity, "tag", **{"vocabulary": "99", "vocabulary-uri": uri, "code": theme}), name)

    def _goals(self, item: Item) -> set[str]:
        return {goal_of(code) for code in self._codes(item)}

    def _targets(self, item: Item) -> set[str]:
        return {code for code in self._codes(item) if "." in code}

    def _codes(self, item: Item) -> Iterable[str]:
        element = self.stock.names.element(self.plan, item.id)
        return filter(None, map(sdg_code, self.said.values(element, MG + "contributesTo")))


def _part(activity: ET.Element, name: str, /, **attributes: str) -> ET.Element:
    return ET.SubElement(activity, name, attributes)
