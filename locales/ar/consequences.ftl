# ما يترتب على إضافة ادعاء أو تعديله أو سحبه أو إعادته، والادعاء في جملة.
candidate-unnamed = جهة لم تُسمَّ بعد
candidate-says = { $publisher } في سؤال «{ $question }»: { $value }.
candidate-cites = { $publisher }، والمصدر { $root }، في سؤال «{ $question }»: { $value }.
candidate-relays = { $publisher }، نقلًا عن { $relay }، والمصدر { $root }، في سؤال «{ $question }»: { $value }.
candidate-relays-through = { $publisher }، عبر { $through }، نقلًا عن { $relay }، والمصدر { $root }، في سؤال «{ $question }»: { $value }.

understood = فُهم على أنه { $reading }
understood-about = فُهم على أنه { $reading }، على وجه التقريب

consequence-nothing = لا يتغيّر شيء في هذا السؤال.
consequence-turn-first-answer = أول إجابة عن سؤال «{ $question }».
consequence-turn-last-answer-gone = يبقى سؤال «{ $question }» بلا إجابة.
consequence-turn-opens-disagreement = يفتح خلافًا في سؤال «{ $question }».
consequence-turn-ends-disagreement = ينهي الخلاف في سؤال «{ $question }».
consequence-turn-adds-positions = { $n ->
    [zero] لا تبقى رواية في سؤال «{ $question }».
    [one] تصير في سؤال «{ $question }» رواية واحدة.
    [two] تصير في سؤال «{ $question }» روايتان.
    [3] يضيف رواية ثالثة في سؤال «{ $question }».
    [few] تصير في سؤال «{ $question }» { $number } روايات.
    [many] تصير في سؤال «{ $question }» { $number } رواية.
   *[other] تصير في سؤال «{ $question }» { $number } رواية.
}
consequence-turn-removes-positions = { $n ->
    [zero] لا تبقى رواية في سؤال «{ $question }».
    [one] تبقى في سؤال «{ $question }» رواية واحدة.
    [two] يبقى سؤال «{ $question }» مختلَفًا فيه، وفيه روايتان.
    [few] يبقى سؤال «{ $question }» مختلَفًا فيه، وفيه { $number } روايات.
    [many] يبقى سؤال «{ $question }» مختلَفًا فيه، وفيه { $number } رواية.
   *[other] يبقى سؤال «{ $question }» مختلَفًا فيه، وفيه { $number } رواية.
}
consequence-turn-corroborates = تصير الإجابة عن سؤال «{ $question }» مؤيَّدة من مصادر مستقلة.
consequence-turn-ends-corroboration = لا تعود الإجابة عن سؤال «{ $question }» مؤيَّدة من مصادر مستقلة.
consequence-turn-shifts-support = يتغيّر ما تستند إليه الإجابة عن سؤال «{ $question }».
consequence-turn-stands = يبقى سؤال «{ $question }» على حاله.

consequence-conflict-earlier = يسبق الرواية { $letter } ({ $value })، والفارق بينهما { $gap }.
consequence-conflict-later = يلي الرواية { $letter } ({ $value })، والفارق بينهما { $gap }.
consequence-conflict-apart = بينه وبين الرواية { $letter } ({ $value }): { $gap }.
consequence-conflict-less = بالقراءة الحرفية هو أقل من الرواية { $letter } ({ $value })، والفارق لا يقل عن { $gap }.
consequence-conflict-more = بالقراءة الحرفية هو أكثر من الرواية { $letter } ({ $value })، والفارق لا يقل عن { $gap }.
consequence-conflict-times-less = بالقراءة الحرفية لا تقل نسبة الرواية { $letter } ({ $value }) إليه عن { $gap }.
consequence-conflict-times-more = بالقراءة الحرفية لا تقل نسبته إلى الرواية { $letter } ({ $value }) عن { $gap }.
consequence-conflict = لا يصحّ مع الرواية { $letter } ({ $value }).
consequence-conflicts-more = { $n ->
    [zero] ولا رواية غيرها.
    [one] ولا يتفق مع رواية أخرى.
    [two] ولا يتفق مع روايتين أخريين.
    [few] ولا يتفق مع { $number } روايات أخرى.
    [many] ولا يتفق مع { $number } رواية أخرى.
   *[other] ولا يتفق مع { $number } رواية أخرى.
}

consequence-non-committal = لا يلتزم بشيء: يترك كل الإجابات ممكنة ولا يدعم أيًّا منها.
consequence-left-non-committal = لم يكن يلتزم بشيء: فلا تفقد أي إجابة ما تستند إليه.
consequence-guest = لا يمكن مقارنته بالإجابات الأخرى: يندرج في كل رواية لا يعارضها ولا يدعم أيًّا منها.
consequence-starts = يبدأ الرواية { $letter }.
consequence-only-answer = هو الإجابة الوحيدة.
consequence-nobody-else = لا يعطي أحد غيره إجابة تتفق معه.
consequence-joins = ينضمّ إلى الرواية { $letter } ({ $value }).
consequence-joins-only = يتفق مع ما في السجل: { $value }.
consequence-in-several = يتفق مع الروايات { $letters }.
consequence-stays = يبقى في الرواية { $letter }.
consequence-stays-only = يبقى مما تستند إليه الإجابة.
consequence-no-position = لا يندرج في أي رواية من الروايات المعروضة.
consequence-moves = ينتقل من الرواية { $from } إلى الرواية { $to }.
consequence-leaves = يخرج من الرواية { $letter }.
consequence-leaves-only = لا يبقى مما تستند إليه الإجابة.
consequence-leaves-several = يخرج من الروايات { $letters }.

consequence-root-new = المصدر الأصلي: { $root } (جديد في هذا السؤال).
consequence-root-known = المصدر الأصلي: { $root } (ورد في هذا السؤال من قبل، فلا مصدر أصليًا جديدًا).
consequence-root-unattributed = لا يُسمّى مصدر قبل الناشر: { $root }.
consequence-root-unattributed-why = يُحسب مصدرًا أصليًا واحدًا على الأكثر: فقد يكون كلامه كلام أي مصدر آخر.
consequence-root-circular = لا يعود إلا إلى تقارير أخرى: لا يُعرف له أصل.
consequence-root-untraceable = { $root }: لا يُسمّى أحد يُفترض أنه يعلم، فلا يُحسب مصدر أصلي.
consequence-root-unnamed = لا مصدر أصليًا مستقلًا بعد.
consequence-root-unnamed-why = أبعد حلقة في السلسلة بلا اسم، فلا تُحسب مصدرًا أصليًا.
consequence-root-gone = لا تبقى في هذا السؤال إجابة مصدرها الأصلي: { $root }.
consequence-speaks-for = { $speaker }: المتحدث باسم { $root }.
consequence-channel-new = مرّ عبر { $channel }: قناة جديدة في هذا السؤال.
consequence-channel-known = مرّ عبر { $channel }، كما مرّت ادعاءات أخرى في هذا السؤال.

consequence-relation-agree = يقول ما في السجل ({ $claims }: { $names }).
consequence-relation-refines = يتفق مع ما في السجل ({ $claims }: { $names })، ويقول أكثر منه.
consequence-relation-refined-by = يتفق مع ما في السجل ({ $claims }: { $names })، ويقول أقل منه.
consequence-relation-overlap = يشترك في بعض الإجابات مع ما في السجل ({ $claims }: { $names }).
consequence-relation-meet-at-one-point = يشترك في يوم واحد أو عدد واحد مع ما في السجل ({ $claims }: { $names }).
consequence-relation-within-tolerance = لا يتفق إلا ضمن هامش التسامح مع ما في السجل ({ $claims }: { $names }).
consequence-relation-conflict = لا يتفق مع ما في السجل ({ $claims }: { $names }).
consequence-relation-undetermined = لا يمكن مقارنته مع ما في السجل ({ $claims }: { $names }).
consequence-others = { $n ->
    [zero] لا أحد غيرهم
    [one] مصدر آخر
    [two] مصدرين آخرين
    [few] { $number } مصادر أخرى
    [many] { $number } مصدرًا آخر
   *[other] { $number } مصدر آخر
}

consequence-repeats = هو في السجل من قبل: الإجابة نفسها، من الوثيقة نفسها، بالسلسلة نفسها.
consequence-retells = ينقل ما نشره { $publishers }.
consequence-retells-why = النقل يضيف وثيقة لا مصدرًا أصليًا.

consequence-opens = تُفتح الرواية { $letter }.
consequence-splits = تنفصل الرواية { $letter } عن { $others }.
consequence-ends = تنتهي الرواية { $letter }: لا يبقى منها شيء.
consequence-merges = تنتهي الرواية { $letter }: ما يبقى منها يندرج في { $others }.
consequence-renamed = تصير الرواية { $from } الرواية { $to }: فترتيب الحروف ترتيب النشر.
consequence-support = ما تستند إليه الرواية { $letter }: { $before } من قبل، و{ $after } من بعد.
consequence-support-same = ما تستند إليه الرواية { $letter }: { $after }، كما كان.
consequence-support-only = ما تستند إليه الإجابة: { $before } من قبل، و{ $after } من بعد.
consequence-support-only-same = ما تستند إليه الإجابة: { $after }، كما كان.
consequence-shifts-more = { $n ->
    [zero] ولا تتغيّر رواية أخرى.
    [one] وتتغيّر رواية أخرى.
    [two] وتتغيّر روايتان أخريان.
    [few] وتتغيّر { $number } روايات أخرى.
    [many] وتتغيّر { $number } رواية أخرى.
   *[other] وتتغيّر { $number } رواية أخرى.
}

consequence-kind-begun = يظهر هنا نوع من الخلاف: { $kind }.
consequence-kind-ended = لا يعود هنا: { $kind }.
consequence-stale = التقييم الذي وقّعه { $by } في { $date } لن يبقى محدَّثًا.
consequence-stale-edited = { $n ->
    [zero] لن يتغيّر أي ادعاء يستند إليه.
    [one] سيتغيّر ادعاء واحد يستند إليه.
    [two] سيتغيّر ادعاءان يستند إليهما.
    [few] ستتغيّر { $number } ادعاءات يستند إليها.
    [many] سيتغيّر { $number } ادعاءً يستند إليه.
   *[other] سيتغيّر { $number } ادعاء يستند إليه.
}
consequence-stale-gone = { $n ->
    [zero] لن يزول أي ادعاء أُخذ فيه بالحسبان.
    [one] لن يُحتسب بعدُ ادعاء واحد أُخذ فيه بالحسبان.
    [two] لن يُحتسب بعدُ ادعاءان أُخذا فيه بالحسبان.
    [few] لن تُحتسب بعدُ { $number } ادعاءات أُخذت فيه بالحسبان.
    [many] لن يُحتسب بعدُ { $number } ادعاءً أُخذ فيه بالحسبان.
   *[other] لن يُحتسب بعدُ { $number } ادعاء أُخذ فيه بالحسبان.
}
consequence-stale-added = { $n ->
    [zero] لن يُحتسب أي ادعاء لم يؤخذ فيه بالحسبان.
    [one] سيُحتسب ادعاء واحد لم يؤخذ فيه بالحسبان.
    [two] سيُحتسب ادعاءان لم يؤخذا فيه بالحسبان.
    [few] ستُحتسب { $number } ادعاءات لم تؤخذ فيه بالحسبان.
    [many] سيُحتسب { $number } ادعاءً لم يؤخذ فيه بالحسبان.
   *[other] سيُحتسب { $number } ادعاء لم يؤخذ فيه بالحسبان.
}
consequence-stale-positions = ستؤلف الادعاءات نفسها مواقف أخرى.
consequence-stale-more = { $n ->
    [zero] لا تقييمات أخرى.
    [one] وتقييم آخر لن يبقى محدَّثًا.
    [two] وتقييمان آخران لن يبقيا محدَّثين.
    [few] و{ $number } تقييمات أخرى لن تبقى محدَّثة.
    [many] و{ $number } تقييمًا آخر لن يبقى محدَّثًا.
   *[other] و{ $number } تقييم آخر لن يبقى محدَّثًا.
}
consequence-warning-ended = لا حاجة بعد إلى هذا التنبيه: «{ $warning }»
