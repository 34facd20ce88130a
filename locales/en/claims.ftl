# The page of a claim.
claim-sentence = { $voice }: { $value }
claim-crumb = Claim { $id }
claim-neighbours = Other claims on this question
claim-previous = Previous claim
claim-next = Next claim
claim-words = The words
claim-in-our-words = told in our words, not quoted
claim-this = This claim
claim-language-en = English
claim-language-ar = Arabic
claim-language-fr = French
claim-language-nl = Dutch
claim-language-de = German
claim-language-es = Spanish
claim-language-tr = Turkish
claim-language-fa = Persian
claim-language-ru = Russian
claim-language-he = Hebrew
claim-language-ku = Kurdish
claim-language-uk = Ukrainian

claim-standing-contested = Other sources answer this question in a way that cannot also be true.
claim-standing-shared = The question is disputed; this claim fits more than one position.
claim-standing-non-committal = This claim commits to nothing: it leaves every answer possible and supports none.
claim-standing-to-come = This claim was not yet known on the day this page shows.
claim-standing-retracted = The source has withdrawn this claim; it is kept, and no longer counted.
claim-standing-superseded = A newer claim of the same source has taken its place; it is kept, and no longer counted.

claim-hops = What happened on the way
claim-hop-before = Before
claim-hop-after = After
claim-hop-same = Nothing was lost here: the answer and its reservations are the same.

claim-relation-conflict = Cannot both be true with
claim-relation-agree = Says the same as
claim-relation-refines = Says more precisely what these say
claim-relation-refined-by = Says less precisely what these say
claim-relation-overlap = Shares some answers with
claim-relation-one-point = Shares a single day or number with
claim-relation-tolerance = Fits only within tolerance with
claim-relation-undetermined = Cannot be compared with
claim-retold-by = Retold by
claim-left-out = { $n ->
    [one] and { $number } more claim
   *[other] and { $number } more claims
}

claim-reading = How it was read
claim-reading-value = Answer
claim-reading-typed = As typed
claim-reading-canonical = Notation
claim-reading-core = Strictly
claim-reading-envelope = With tolerance
claim-reading-read = Read as
claim-reading-rule = Rule
claim-reading-by-hand = An editor set these bounds.
claim-reading-no-rule = None needed
claim-reading-anchor = Counted from
claim-reading-doubt = Doubt
claim-reading-uncertain = The source marks the value as uncertain.

claim-facts = On record
claim-fact-stance = Stance
claim-fact-certainty = Certainty
claim-fact-basis = How they know
claim-fact-credibility = Credibility
claim-fact-reported = Reported
claim-fact-document = Document
claim-fact-note = Note
claim-fact-permalink = Address
claim-fact-superseded = Replaced
claim-fact-retracted = Withdrawn
claim-fact-retracted-note = Why withdrawn
claim-superseded-on = by a newer claim on { $date }
claim-retracted-on = on { $date }
claim-certainty = { $degree } (“{ $typed }”)
claim-certainty-none = Certain (no reservation given)
