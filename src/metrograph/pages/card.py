"""An alignment card: one link between an item and a goal or target, with all that speaks for it and who decided."""

from dataclasses import dataclass

from metrograph.pages.resource import Named


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words quoted as evidence, in the words around them where the data holds these: pieces, each quoted or not."""

    pieces: tuple[tuple[str, bool], ...]
    lang: str
    basis: Named
    outside: bool
    """Whether it rests on what is known outside the plan."""
    first: str
    last: str
    """The lines of the source, empty where they are not told."""
    source: Named | None
    around: Named | None = None
    """Whose words they stand in, when not those of the item itself."""

    @property
    def quote(self) -> str:
        """The quoted words alone."""
        return " … ".join(text for text, quoted in self.pieces if quoted)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What one run or person said for the link."""

    iri: str
    method: Named
    curated: bool
    """Whether it was entered or annotated item by item, and not suggested by a program on its own."""
    version: str
    run: Named | None
    strength: Named
    confidence: float | None
    calibrated: bool
    reason: Named | None
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision: who, when, what, why. ``undoes`` takes an earlier one back, ``undone`` was taken back itself."""

    iri: str
    decision: str
    label: Named
    by: str
    time: str
    reason: Named | None
    strength: Named | None
    instead: str
    undoes: bool
    undone: bool


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody said of a link without deciding; ``undone`` is when its author took it back, empty while it stands."""

    iri: str
    by: str
    time: str
    text: Named | None
    undone: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One link, as a person reads it before deciding."""

    id: str
    """The name of the link in the API."""
    iri: str
    href: str
    item: Named
    item_id: str
    """The item by its plan and its own id: ``metropolis-2019/pilot-mega``."""
    sdg: str
    sdg_label: Named
    official: Named | None
    """What the goal or target says."""
    direct: bool
    strength: Named
    status: str
    """``accepted``, ``proposed``, ``rejected``, ``superseded``."""
    status_label: Named
    confidence: float | None
    calibrated: bool
    suggestions: tuple[Suggestion, ...]
    """Curated ones first."""
    verdicts: tuple[Verdict, ...]
    """Every decision, the earliest first."""
    comments: tuple[Comment, ...] = ()
    """What was said besides, the earliest first."""
    theirs: str = ""
    """Why the person who looks does not decide on it: whose it is."""

    @property
    def history(self) -> tuple[Verdict | Comment, ...]:
        """Decisions and comments in the order of time."""
        return tuple(sorted((*self.verdicts, *self.comments), key=lambda one: (one.time, one.iri)))

    def last(self, person: str) -> Verdict | Comment | None:
        """What an undo of a person takes back: the decision in force, or a later comment of that person."""
        done: list[Verdict | Comment] = [one for one in self.comments if one.by == person and not one.undone]
        done += [self.verdict] if self.verdict else []
        return max(done, key=lambda one: one.time, default=None)

    @property
    def decisions(self) -> int:
        """How many decisions there are: what the API expects to be told by who decides next."""
        return len(self.verdicts)

    @property
    def goal(self) -> str:
        """The goal of the target."""
        return self.sdg.partition(".")[0]

    @property
    def tone(self) -> str:
        """The class of its badge."""
        return {"accepted": "good", "rejected": "bad", "proposed": "warn"}.get(self.status, "")

    @property
    def verdict(self) -> Verdict | None:
        """The decision in force: the last one that takes none back and was not taken back."""
        return next((one for one in reversed(self.verdicts) if not one.undoes and not one.undone), None)

    @property
    def quote(self) -> Excerpt | None:
        """The words to be shown first: curated ones before those of a program."""
        return next((excerpt for one in self.suggestions for excerpt in one.excerpts), None)
