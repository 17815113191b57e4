"""Claims, checked: what is said about this build-up, held against the data; and a claim of one's own."""

from ui import blocks, claims, frame, own_claim

frame.guard("pages/claims.py")

VIEWS = {
    "All claims": (claims.draw_all, claims.say_all),
    "One claim": (claims.draw_one, claims.say_one),
    "Test your own": (own_claim.draw, own_claim.say),
}

blocks.views(claims.PAGE, VIEWS)
