"""Options that several flows share; their words lie in `locales/`."""

ROLES = ("mentee", "mentor", "both")
KINDS = ("entrepreneur", "high_potential", "executive_expert")
STAGES = ("idea", "validation", "launch", "first_sales", "growth", "international", "transfer")
TIMES = ("morning", "midday", "afternoon", "evening", "saturday", "sunday")
TIMES_TOGETHER = (("weekend", ("saturday", "sunday")), ("any", TIMES))
"""Several times of the week in one word."""
CAPACITIES = ("one", "two")
PLEDGE = ("sign", "later", "change")

GOALS_BY_INTENT = {
    "launch": ("create_company", "first_clients"),
    "scale": ("grow_sales", "raise_funds", "export"),
    "evolve": ("structure", "modernise", "hand_over"),
}
"""Goals offered, by the programme's three intents (founding text B18)."""

GOALS = tuple(goal for goals in GOALS_BY_INTENT.values() for goal in goals)
INTENT_OF_GOAL = {goal: intent for intent, goals in GOALS_BY_INTENT.items() for goal in goals}

INTENT_OF_STAGE = {
    "idea": "launch",
    "validation": "launch",
    "launch": "launch",
    "first_sales": "scale",
    "growth": "scale",
    "international": "scale",
    "transfer": "evolve",
}
"""The intent of someone who states a goal in their own words: what usually fits their stage."""

MENU_YES, MENU_NO = "yes", "no"
PAUSE_DAYS = {"two_weeks": 14, "one_month": 30, "three_months": 90}
MENU = (
    "profile",
    "status",
    "complement",
    "language",
    "data",
    "pause",
    "connect",
    "human",
    "about",
    "erase",
)

MANY_ZONES = ("US", "CA", "BR", "RU", "AU", "MX", "ID", "CD")
"""Countries whose people live by several clocks, so that we ask; elsewhere (Spain and the Canaries,
Portugal and the Azores) nearly all share the first one, and a city typed names another."""
