"""What an answered yes/no question says of others: ``implies`` and ``exclusive``, over any number of links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from generator.model.rubric import Rubric, VetoLink
from generator.model.rules import Deduct, Zero, is_yes_no


class Links(Struct, frozen=True):
    """Every yes/no question about a defect, in the order of the form after the vetoes.

    ``forward[a]`` holds what a yes at ``a`` makes a yes, ``back[b]`` what a no at ``b`` makes a no,
    ``apart[a]`` what cannot be a yes together with ``a``; ``when[a]`` the facts without which an answer
    at ``a`` says nothing of others.
    """

    forward: Mapping[str, tuple[str, ...]]
    back: Mapping[str, tuple[str, ...]]
    apart: Mapping[str, tuple[str, ...]]
    when: Mapping[str, tuple[str, ...]]


class Implied(Struct, frozen=True):
    """The state of every such question, those that only follow, and the pairs that contradict each other."""

    known: dict[str, bool | None]
    inferred: dict[str, bool]
    conflicts: tuple[tuple[str, str], ...]


def links(rubric: Rubric, vetoes: Iterable[str]) -> Links:
    """The links of a rubric; ``vetoes`` are the ids of those that hold for it."""
    tied: dict[str, VetoLink] = {link.id: link for link in rubric.vetoes}
    forward = {f"veto.{veto}": tied[veto].implies if veto in tied else () for veto in vetoes}
    apart: dict[str, list[str]] = {}
    when: dict[str, tuple[str, ...]] = {}
    for item in rubric.items:
        for rule in item.rules:
            if isinstance(rule, (Deduct, Zero)) and is_yes_no(rule):
                ref = f"{item.id}.{rule.id}"
                forward[ref] = rule.implies
                when[ref] = tuple(fact for fact in (item.applies_when, rule.applies_when) if fact)
                for other in rule.exclusive:
                    apart.setdefault(ref, []).append(other)
                    apart.setdefault(other, []).append(ref)
    back: dict[str, list[str]] = {ref: [] for ref in forward}
    for ref, targets in forward.items():
        for target in targets:
            back[target].append(ref)
    return Links(
        forward,
        {ref: tuple(sources) for ref, sources in back.items()},
        {ref: tuple(apart.get(ref, ())) for ref in forward},
        {ref: when.get(ref, ()) for ref in forward},
    )


def implied(over: Links, own: Mapping[str, bool | None], facts: Mapping[str, bool | None]) -> Implied:
    """What the answered questions (``own``, by ref) say of all.

    Only an answer to a question that certainly applies says anything of others; any other keeps to its
    own rule. Where a sheet contradicts itself, the yes counts, and the pair is a conflict.
    """
    telling = {
        ref: state
        for ref, state in own.items()
        if state is not None and all(facts.get(fact) is True for fact in over.when[ref])
    }
    yes = reach([ref for ref, state in telling.items() if state], over.forward)
    refused = [ref for ref, state in telling.items() if not state and ref not in yes]
    refused += [other for ref in yes for other in over.apart[ref] if other not in yes]
    no = reach(refused, over.back)
    known: dict[str, bool | None] = {ref: True if ref in yes else False if ref in no else None for ref in over.forward}
    inferred = {ref: state for ref, state in known.items() if state is not None and own[ref] is None}
    known |= {ref: state for ref, state in own.items() if ref not in telling and state is not None}
    return Implied(known, inferred, tuple(_conflicts(over, telling)))


def _conflicts(over: Links, telling: Mapping[str, bool]) -> list[tuple[str, str]]:
    follows = {ref: reach([ref], over.forward) for ref, state in telling.items() if state}
    denied = [ref for ref, state in telling.items() if not state]
    pairs = [(ref, other) for ref, found in follows.items() for other in denied if other in found]
    barred = {ref: {other for each in found for other in over.apart[each]} for ref, found in follows.items()}
    said = list(follows)
    pairs += [(a, b) for i, a in enumerate(said) for b in said[i + 1 :] if barred[a] & follows[b]]
    return pairs


def reach(start: Iterable[str], over: Mapping[str, Iterable[str]]) -> set[str]:
    """All that can be reached over the links, the start included."""
    found: set[str] = set()
    pending = list(start)
    while pending:
        ref = pending.pop()
        if ref not in found:
            found.add(ref)
            pending += over[ref]
    return found
