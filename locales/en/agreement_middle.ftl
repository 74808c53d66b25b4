terms = { $name } and you each keep to your choices. Here is something in between:
choice = Is it fine with you? { $name } gets the same proposal; you can always talk later about going on for longer or meeting more often.
    .accept = Yes, fine with me
    .decline = No, not like this
    .title = proposal
    .again = Is what lies in between fine with you? Reply 1 for yes, 2 for no.
