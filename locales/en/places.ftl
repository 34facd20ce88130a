# Places: the tree, and one place with the claims that name it.
places-lede = Each place stands under the one it lies in. A claim counts for every place that contains what it names.
places-located = With coordinates
places-without-point = Without coordinates
places-none-heading = No places yet
places-none-explanation = Places appear here when an answer to a question names one.
places-claims = Claims that name it
places-claims-note = Or a part of it, or a circle around it.
place-named = { $n ->
    [0] No claim names it or a part of it.
    [one] { $number } claim names it or a part of it.
   *[other] { $number } claims name it or a part of it.
}
place-part-of = Part of
place-parts = Parts
place-coordinates = Coordinates
place-no-point = not known
place-radius = Reaches
place-km = { $km } km around
place-unresolved = Not placed yet
place-unresolved-explained = Nobody has settled yet which place this name means. Until then it is set against no other place it is not related to, and supports no position.
