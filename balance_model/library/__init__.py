"""Saved scenarios with their versions, and published results that stay as they were.

What is called from outside::

    engine.open_library(url: str | None = None, *, clock: Clock, wait_seconds: float = 5.0) -> Library
    drafts.draft(scenario, world, name: str | None = None) -> Draft
    drafts.fitted(content, world, name: str | None = None) -> Fitted          # .scenario, .problems (sentences)
    entries.save(library, name, draft, note="", tags=()) -> Entry
    entries.save_version(library, entry_id, draft, based_on: int, note="") -> Entry     # raises Conflict
    entries.edit(library, entry_id, *, name=None, note=None, tags=None) -> Entry
    entries.duplicate(library, entry_id, name=None) -> Entry
    entries.archive(library, entry_id, archived=True) -> Entry
    entries.bring_back(library, entry_id, number) -> Entry
    entries.entry(library, entry_id) -> Entry
    entries.version(library, entry_id, number=None) -> Version
    entries.versions(library, entry_id) -> tuple[Version, ...]                # newest first
    listing.listed(library, search="", sort="changed", archived=False) -> tuple[Entry, ...]
    drafts.difference(older: Version, newer: Version, world) -> tuple[str, ...]
    files.entry_file(library, entry_id) -> bytes;  files.library_file(library) -> bytes
    files.bring_in(library, raw, name) -> BroughtIn
    frozen.freeze(answer: Assessment, title, author="", note="") -> Frozen    # pure: no clock, no database
    frozen.to_json(frozen, published) -> bytes;  frozen.from_json(raw, name) -> (Frozen, datetime)   # verified
    publications.publish(library, frozen) -> Published                        # .frozen, .published (UTC)
    publications.get(library, frozen_id) -> Published;  publications.listed(library) -> tuple[Listed, ...]
    publications.same(library, scenario, world) -> str                        # its id, or ""
    causes.causes(frozen, answer: Assessment) -> Causes                       # .table, .rows, .missing
    causes.words(found, names, year) -> str
    citing.citation(published, link) -> str;  citing.bibtex(published, link) -> str;  citing.age(frozen, world) -> str

Every fault is a ``LibraryError`` of one sentence that says what to do; ``Conflict`` is one that holds both sides.
"""
