"""The formulas of the sheets that calculate, and where things stand on them."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs

from balance_model.core.assess import Assessment

LIVE, STRENGTHS = "Live", "Strengths"
FORMS = ("michaelis", "exponential", "linear")
YEAR, FORM, RHO, FLOOR = (f"'{LIVE}'!$B${row}" for row in (4, 5, 6, 7))
TOP = 10  # row (from 0) of the first category on the sheet Live
FIRST = 7  # row (from 0) of the first country and year on the sheet Strengths


@dataclass(frozen=True)
class Places:
    """Where things stand on the sheets Live and Strengths, in A1 words."""

    countries: int
    years: int
    categories: int
    short: bool

    @property
    def last(self) -> int:
        """Last row (from 0) of the sheet Strengths."""
        return FIRST + self.countries * self.years - 1

    def strength(self, category: int) -> int:
        """Column of the strength of a category."""
        return 3 + category

    def plain(self, category: int) -> int:
        """Column of its value before shortage of enablers."""
        return 3 + self.categories + category

    def value(self, category: int) -> int:
        """Column of its value."""
        return self.plain(category) + (self.categories if self.short else 0)

    @property
    def index(self) -> int:
        """Column of the index; the explorer's own and the difference follow."""
        return self.value(self.categories)

    def down(self, column: int) -> str:
        """A whole column of the sheet Strengths."""
        return f"'{STRENGTHS}'!{xl_range_abs(FIRST, column, self.last, column)}"

    @property
    def weights(self) -> str:
        """The yellow cells."""
        return f"'{LIVE}'!{xl_range_abs(TOP, 1, TOP + self.categories - 1, 1)}"

    @property
    def total(self) -> str:
        """The cell of the sum of all weights that count."""
        return f"'{LIVE}'!$B${TOP + self.categories + 1}"

    @property
    def changed(self) -> str:
        """The cell that is TRUE once a weight or the form is no longer the scenario's."""
        return f"'{LIVE}'!$B$8"

    @property
    def bottom(self) -> int:
        """Row (from 0) of the index of all years on the sheet Live."""
        return TOP + self.categories + 9


def places_of(answer: Assessment) -> Places:
    """The places for an answer."""
    world, scenario = answer.world, answer.scenario
    short = scenario.options.shortage and bool(world.shortage)
    return Places(len(world.country_codes), len(world.years), len(world.category_ids), short)


def value_formula(strength: str, half: str) -> str:
    """Value of a strength cell under the form that is chosen (METHOD M5)."""
    return (
        f'IF({FORM}="michaelis",{strength}/({strength}+{half}),'
        f'IF({FORM}="exponential",1-EXP(-LN(2)*{strength}/{half}),MIN({strength}/{half},1)))'
    )


def index_formula(values: str, shares: str, total: str) -> str:
    """Index of a row of values under a row of shares (METHOD M7, M8); empty while no weight is above zero."""
    lifted = f"(({values}+{FLOOR}+ABS({values}-{FLOOR}))/2)"  # the larger of value and floor, cell by cell
    bent = (
        f"IF(SUMPRODUCT({values},{shares})=0,0,IF(ABS({RHO})<1E-12,EXP(SUMPRODUCT({shares},LN({lifted}))),"
        f"SUMPRODUCT({shares},{lifted}^{RHO})^(1/{RHO})))"
    )
    return f'=IF({total}<=0,"",IF({RHO}=1,SUMPRODUCT({values},{shares}),{bent}))'
