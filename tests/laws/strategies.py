"""Random valid scenarios for any world, as sparse content over a base."""

from __future__ import annotations

from hypothesis import strategies as st

from balance_model.domain import EVIDENCE_LEVELS, World


def dials(world: World, *, groups: tuple[str, ...] | None = None) -> st.SearchStrategy[dict]:
    """Return a strategy of some dials anywhere in their ranges, now and then for one country alone."""
    rows = [row for row in world.dials if groups is None or row.group in groups]

    @st.composite
    def draw_dials(draw) -> dict:
        found = {}
        for row in draw(st.lists(st.sampled_from(rows), max_size=6, unique_by=lambda row: row.id)):
            name = row.id
            if row.scope == "country" and draw(st.booleans()):
                name += "@" + draw(st.sampled_from(world.country_codes))
            found[name] = draw(st.floats(row.low, row.high))
        return found

    return draw_dials()


def weights(world: World) -> st.SearchStrategy[dict]:
    """Return a strategy of weights for every category; zeros occur, all zero does not."""
    one = st.one_of(st.just(0.0), st.floats(0.01, 100))
    every = st.lists(one, min_size=len(world.category_ids), max_size=len(world.category_ids))
    enablers = {row.enabler for row in world.shortage}
    plain = [at for at, name in enumerate(world.category_ids) if name not in enablers]
    return every.filter(lambda w: any(w[at] > 0 for at in plain)).map(
        lambda w: dict(zip(world.category_ids, w, strict=True))
    )


def purchases(world: World) -> st.SearchStrategy[dict]:
    """Return a strategy of one purchase."""

    @st.composite
    def draw_purchase(draw) -> dict:
        first = draw(st.integers(world.years[0], world.years[-1]))
        item = {
            "country": draw(st.sampled_from(world.country_codes)),
            "system_id": draw(st.sampled_from([row.system_id for row in world.systems])),
            "quantity": draw(st.integers(1, 300)),
            "first_year": first,
            "last_year": draw(st.integers(first, world.years[-1])),
        }
        if draw(st.booleans()):
            option = draw(st.sampled_from(world.options))
            count = draw(st.integers(1, 30))
            item |= {
                "system_id": option.system_id,
                "quantity": count * option.units_per_option,
                "option_id": option.option_id,
            }
        return item

    return draw_purchase()


def withdrawals(world: World) -> st.SearchStrategy[dict]:
    """Return a strategy of one retirement of a system somebody holds."""
    held = sorted({(row.country, row.system_id) for row in world.inventory})
    return st.builds(
        lambda at, quantity, year: {"country": at[0], "system_id": at[1], "quantity": quantity, "year": year},
        st.sampled_from(held),
        st.integers(1, 400),
        st.integers(world.years[0], world.years[-1]),
    )


def transfers(world: World) -> st.SearchStrategy[dict]:
    """Return a strategy of one transfer, mostly of a system the giver holds."""
    systems = [row.system_id for row in world.systems]
    held = sorted({(row.country, row.system_id) for row in world.inventory})

    @st.composite
    def draw_transfer(draw) -> dict:
        giver, system_id = draw(
            st.sampled_from(held) | st.tuples(st.sampled_from(world.country_codes), st.sampled_from(systems))
        )
        return {
            "giver": giver,
            "receiver": draw(st.sampled_from([code for code in world.country_codes if code != giver])),
            "system_id": system_id,
            "quantity": draw(st.integers(1, 200)),
            "year": draw(st.integers(world.years[0], world.years[-1])),
        }

    return draw_transfer()


def modernisations(world: World, *, most: int = 3) -> st.SearchStrategy[list[dict]]:
    """Return a strategy of modernisations; none where no two systems are alike."""
    alike = [
        (row.country, old.system_id, new.system_id)
        for row in world.inventory
        for old in [world.system[row.system_id]]
        for new in world.systems
        if new != old and (new.category, new.counted_unit) == (old.category, old.counted_unit)
    ]
    if not alike:
        return st.just([])
    one = st.builds(
        lambda at, quantity, year, cost: (
            {"country": at[0], "system_id": at[1], "to_system_id": at[2], "quantity": quantity, "year": year} | cost
        ),
        st.sampled_from(alike),
        st.integers(1, 200),
        st.integers(world.years[0], world.years[-1]),
        st.sampled_from([{}, {"unit_cost_m": 2.5}]),
    )
    return st.lists(one, max_size=most)


def deal_changes(world: World) -> st.SearchStrategy[dict]:
    """Return a strategy of changes to a few deals."""

    @st.composite
    def draw_changes(draw) -> dict:
        found = {}
        for deal in draw(st.lists(st.sampled_from(world.deals), max_size=5, unique_by=lambda row: row.deal_id)):
            change = draw(
                st.fixed_dictionaries(
                    {},
                    optional={
                        "include": st.booleans(),
                        "quantity": st.integers(deal.delivered, deal.delivered + 200),
                        "delay": st.one_of(st.integers(-5, 8).map(float), st.floats(-5, 8)),
                    },
                )
            )
            if any(value not in (None, 0) or value is False for value in change.values()):
                found[deal.deal_id] = change
        return found

    return draw_changes()


def changes(world: World) -> st.SearchStrategy[dict]:
    """Return a strategy of sparse scenario content that is valid for ``world``."""
    statuses = [row.status for row in world.statuses if row.status != "cancelled"]
    return st.fixed_dictionaries(
        {},
        optional={
            "year": st.integers(world.years[0], world.years[-1]),
            "evidence": st.sampled_from(EVIDENCE_LEVELS),
            "statuses": st.lists(st.sampled_from(statuses), unique=True),
            "weights": weights(world),
            "deals": deal_changes(world),
            "purchases": st.lists(purchases(world), max_size=3),
            "retirements": st.lists(withdrawals(world), max_size=3),
            "transfers": st.lists(transfers(world), max_size=3),
            "modernisations": modernisations(world),
            "dials": dials(world),
            "options": st.fixed_dictionaries(
                {},
                optional={
                    "form": st.sampled_from(["michaelis", "exponential", "linear"]),
                    "counters": st.booleans(),
                    "shortage": st.booleans(),
                    "cap": st.booleans(),
                    "access": st.booleans(),
                },
            ),
        },
    )
