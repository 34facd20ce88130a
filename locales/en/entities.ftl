# Entities: the tree, and one person or group with the claims that name them.
entities-lede = Each stands under what it belongs to. A claim counts for everything that contains what it names.
entities-none-heading = No people or groups yet
entities-none-explanation = They appear here when an answer to a question names them.
entities-claims = Claims that name it
entities-claims-note = Or a part of it.
entity-named = { $n ->
    [0] No claim names it or a part of it.
    [one] { $number } claim names it or a part of it.
   *[other] { $number } claims name it or a part of it.
}
entity-kind = Kind
entity-part-of = Part of
entity-parts = Parts
