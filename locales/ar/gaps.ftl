# كم بين الروايات وما الذي تستند إليه.
gap-apart = بينهما
gap-line = { $big } { $small }
gap-apart-sentence = { $gap } تفصل بين { $a } و{ $b }
gap-apart-places-sentence = { $gap } تفصل بين المكانين: { $a }، { $b }
gap-furthest-sentence = { $gap } تفصل بين أبعد اثنتين من { $positions }
gap-both-sentence = { $a } و{ $b }: لا تصحان معًا
gap-all-sentence = { $values }: لا تصح معًا
gap-either = { $a } أم { $b }
gap-places = { $n ->
    [zero] لا مكان
    [one] مكان واحد
    [two] مكانان
    [few] { $number } أماكن
    [many] { $number } مكانًا
   *[other] { $number } مكان
}
gap-times = { $n ->
    [zero] لا تاريخ
    [one] تاريخ واحد
    [two] تاريخان
    [few] { $number } تواريخ
    [many] { $number } تاريخًا
   *[other] { $number } تاريخ
}
gap-figures = { $n ->
    [zero] لا رقم
    [one] رقم واحد
    [two] رقمان
    [few] { $number } أرقام
    [many] { $number } رقمًا
   *[other] { $number } رقم
}
gap-answers = { $n ->
    [zero] لا إجابة
    [one] إجابة واحدة
    [two] إجابتان
    [few] { $number } إجابات
    [many] { $number } إجابة
   *[other] { $number } إجابة
}
# «كم» اختصار لا يتغير بالعدد.
unit-km = { $number } كم
unit-percent = { $number }%

support-roots = { $n ->
    [zero] لا مصدر أصليًا مستقلًا
    [one] مصدر أصلي مستقل واحد
    [two] مصدران أصليان مستقلان
    [few] { $number } مصادر أصلية مستقلة
    [many] { $number } مصدرًا أصليًا مستقلًا
   *[other] { $number } مصدر أصلي مستقل
}
support-roots-range = { $n ->
    [zero] لا مصدر أصليًا مستقلًا
    [one] مصدر أصلي مستقل واحد على الأكثر
    [two] مصدر أصلي مستقل أو اثنان
    [few] من { $min } إلى { $number } مصادر أصلية مستقلة
    [many] من { $min } إلى { $number } مصدرًا أصليًا مستقلًا
   *[other] من { $min } إلى { $number } مصدر أصلي مستقل
}
support-none = لا مصدر أصليًا: لا يمكن تتبعه
support-none-inside = لا مصدر أصليًا: لا يمكن تتبعه
support-line = { $documents }، { $roots }
support-one-channel = { $n ->
    [zero] لا مصدر أصليًا
    [one] مصدر أصلي واحد
    [two] مصدران أصليان
    [few] { $number } مصادر أصلية
    [many] { $number } مصدرًا أصليًا
   *[other] { $number } مصدر أصلي
}، وقناة واحدة: كل شيء مرّ عبر { $channel }
support-all-through = كل شيء مرّ عبر { $channel }
support-through = عبر { $channels }
