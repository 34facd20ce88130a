# صفحة القضية.
verdict-disagree = { $n ->
    [zero] لا تختلف المصادر في أي من *{ $questions }* في هذه القضية.
    [one] تختلف المصادر في *واحد من أصل { $questions }* في هذه القضية.
    [two] تختلف المصادر في *اثنين من أصل { $questions }* في هذه القضية.
    [few] تختلف المصادر في *{ $number } من أصل { $questions }* في هذه القضية.
    [many] تختلف المصادر في *{ $number } من أصل { $questions }* في هذه القضية.
   *[other] تختلف المصادر في *{ $number } من أصل { $questions }* في هذه القضية.
}
verdict-disagree-only = تختلف المصادر في *السؤال الوحيد* الذي لهذه القضية أجوبة عنه.
verdict-agree-only = *لا يناقض مصدرٌ مصدرًا آخر* في السؤال الوحيد الذي لهذه القضية أجوبة عنه.
verdict-agree = *لا يناقض مصدرٌ مصدرًا آخر* في هذه القضية، وفيها { $questions }.
verdict-corroborated = { $n ->
    [zero] لا تستند أي إجابة إلى مصدرين مستقلين.
    [one] تستند إجابة واحدة إلى مصدرين مستقلين أو أكثر.
    [two] تستند إجابتان إلى مصدرين مستقلين أو أكثر.
    [few] تستند { $number } إجابات إلى مصدرين مستقلين أو أكثر.
    [many] تستند { $number } إجابة إلى مصدرين مستقلين أو أكثر.
   *[other] تستند { $number } إجابة إلى مصدرين مستقلين أو أكثر.
}
verdict-one-channel = كل رواية منقولة وصلتنا عبر { $channel }.

squares-contested = { $n ->
    [zero] لا شيء مختلف فيه
    [one] سؤال واحد مختلف فيه
    [two] سؤالان مختلف فيهما
    [few] { $number } مختلف فيها
    [many] { $number } مختلفًا فيها
   *[other] { $number } مختلف فيها
}
squares-one-source = { $n ->
    [zero] لا شيء بمصدر واحد
    [one] سؤال بمصدر واحد
    [two] سؤالان بمصدر واحد
    [few] { $number } بمصدر واحد
    [many] { $number } بمصدر واحد
   *[other] { $number } بمصدر واحد
}
squares-unclear = { $n ->
    [zero] لا شيء بمصدر واحد أو أكثر
    [one] سؤال بمصدر واحد أو أكثر
    [two] سؤالان بمصدر واحد أو أكثر
    [few] { $number } بمصدر واحد أو أكثر
    [many] { $number } بمصدر واحد أو أكثر
   *[other] { $number } بمصدر واحد أو أكثر
}
squares-corroborated = { $n ->
    [zero] لا شيء مؤكد
    [one] سؤال واحد مؤكد
    [two] سؤالان مؤكدان
    [few] { $number } مؤكدة
    [many] { $number } مؤكدًا
   *[other] { $number } مؤكد
}
squares-untraceable = { $n ->
    [zero] لا شيء مجهول المصدر
    [one] سؤال واحد مجهول المصدر
    [two] سؤالان مجهولا المصدر
    [few] { $number } مجهولة المصدر
    [many] { $number } مجهول المصدر
   *[other] { $number } مجهول المصدر
}
squares-unanswered = { $n ->
    [zero] لا شيء بلا إجابة
    [one] سؤال واحد بلا إجابة
    [two] سؤالان بلا إجابة
    [few] { $number } بلا إجابة
    [many] { $number } بلا إجابة
   *[other] { $number } بلا إجابة
}

case-strict = لا تجتمع إلا ضمن هامش التسامح؛ { $positions } بالقراءة الحرفية
case-sources-heard = { $sources }، منها { $heard } في الادعاءات
case-assessed = { $n ->
    [zero] لم يُقيَّم شيء من { $disagreements }
    [one] جرى تقييم واحد من { $disagreements }
    [two] جرى تقييم اثنين من { $disagreements }
    [few] جرى تقييم { $number } من { $disagreements }
    [many] جرى تقييم { $number } من { $disagreements }
   *[other] جرى تقييم { $number } من { $disagreements }
}
case-stale = { $n ->
    [zero] لا تقييم يحتاج إلى مراجعة
    [one] تقييم واحد لم يعد محدَّثًا
    [two] تقييمان لم يعودا محدَّثين
    [few] { $number } تقييمات لم تعد محدَّثة
    [many] { $number } تقييمًا لم يعد محدَّثًا
   *[other] { $number } تقييم لم يعد محدَّثًا
}
case-as-known-on = ما كان معروفًا حتى
case-as-recorded-on = كما كانت سجلاتنا في
case-clocks = بحسب أي تاريخ
case-clock-reported = النشر
case-clock-recorded = التسجيل
case-step-writes = { $n ->
    [zero] لا تغييرات
    [one] تغيير واحد
    [two] تغييران
    [few] { $number } تغييرات
    [many] { $number } تغييرًا
   *[other] { $number } تغيير
}
case-step-as-it-stands = كما هي الآن
case-nothing-recorded = لم يكن قد سُجّل شيء بعد في { $date }
case-nothing-recorded-explanation = لا تحوي سجلاتنا لهذه القضية أي ادعاء من ذلك الوقت. وما نُشر حتى ذلك الحين قد يكون دُوّن لاحقًا.
case-today = اليوم
case-step-disputed = { $n ->
    [zero] بلا خلاف
    [one] خلاف واحد
    [two] خلافان
    [few] { $number } خلافات
    [many] { $number } خلافًا
   *[other] { $number } خلاف
}
case-another-day = يوم آخر
case-show = اعرض
case-nothing-known = لم يكن شيء معروفًا في { $date }
case-first-report = أول تقرير في هذه القضية مؤرخ في { $date }.
case-go-to = انتقل إلى { $date }
case-empty-heading = لا ادعاءات بعد
case-no-questions = لم يُسأل عن هذا الحدث سؤال بعد.
case-empty-explanation = اسأل سؤالًا عن حدث وأضف أول ادعاء، أو استورد ملف قضية. يرتسم الخط الزمني من أول ادعاء مؤرخ.

case-disagreements-heading = ما الذي تختلف فيه المصادر
case-disagreements-note = الحروف بحسب ترتيب النشر، لا بحسب الرجحان.
case-also = وتختلف كذلك في
case-more-disagreements = { $n ->
    [zero] ولا خلاف آخر
    [one] وخلاف آخر
    [two] وخلافان آخران
    [few] و{ $number } خلافات أخرى
    [many] و{ $number } خلافًا آخر
   *[other] و{ $number } خلاف آخر
}
case-more-positions = { $n ->
    [zero] ولا رواية أخرى
    [one] ورواية أخرى
    [two] وروايتان أخريان
    [few] و{ $number } روايات أخرى
    [many] و{ $number } رواية أخرى
   *[other] و{ $number } رواية أخرى
}
case-more-answers = { $n ->
    [zero] ولا إجابة أخرى
    [one] وإجابة أخرى
    [two] وإجابتان أخريان
    [few] و{ $number } إجابات أخرى
    [many] و{ $number } إجابة أخرى
   *[other] و{ $number } إجابة أخرى
}
case-other-sources = { $n ->
    [zero] لا مصدر آخر
    [one] مصدر آخر
    [two] مصدران آخران
    [few] { $number } مصادر أخرى
    [many] { $number } مصدرًا آخر
   *[other] { $number } مصدر آخر
}
case-who = { $who } · { $documents }
case-single-heading = لا خلاف عليها، لكن لها مصدر واحد
case-single-note = لا ينفي أحد هذه الإجابات، ولا يؤكدها مصدر مستقل.

timeline-heading = الخط الزمني للادعاءات
timeline-note = متى وقع الحدث بحسب كل مصدر، ومتى علمنا به.
timeline-note-later = الادعاءات المنشورة لاحقًا مرسومة بخط خارجي فقط.
timeline-axis = تاريخ الحدث بحسب المصدر
timeline-reported = تاريخ النشر
timeline-reported-on = نُشر في { $date }
timeline-reported-between = نُشر بين { $first } و{ $last }
timeline-not-yet-known = لم يُعرف بعد
timeline-nothing-yet = لا شيء معروفًا بعد
timeline-cannot-both = روايتان لا تصحان معًا:
timeline-amount = { $value } ({ $unit })
timeline-answers = { $n ->
    [zero] لا روايات
    [one] رواية واحدة
    [two] روايتان
    [few] { $number } روايات
    [many] { $number } رواية
   *[other] { $number } رواية
}
timeline-left-out = { $n ->
    [zero] ولا رواية أخرى
    [one] ورواية أخرى
    [two] وروايتان أخريان
    [few] و{ $number } روايات أخرى
    [many] و{ $number } رواية أخرى
   *[other] و{ $number } رواية أخرى
}
timeline-table = الخط الزمني نفسه في جدول
timeline-column-question = السؤال
timeline-column-position = الرواية
timeline-column-answer = الإجابة
timeline-column-source = المصدر
timeline-column-reading = كما فهمناه
timeline-column-reported = تاريخ النشر
legend-exact = يوم محدد
legend-approximate = تقريبي، بين حدّين فهمناهما من النص
legend-range = في وقت ما بين تاريخين معلومين
legend-limit = مفتوح من أحد الطرفين
legend-gap = روايتان لا تصحان معًا
legend-reported = يوم علمنا بالادعاء
legend-elsewhere = مختلف فيه في موضع آخر

filter-label = تصفية الخط الزمني
filter-all-questions = كل الأسئلة
filter-question = السؤال
filter-source = المصدر
filter-state = الحالة
filter-from = من
filter-to = إلى
filter-lanes = المسارات بحسب
filter-any-question = كل الأسئلة
filter-any-source = كل المصادر
filter-lanes-position = الرواية
filter-lanes-source = المصدر
filter-lanes-question = السؤال
filter-show = اعرض
filter-clear = أزل عوامل التصفية
filter-unreadable-day = اكتب الأيام هكذا: 2019-02-10. لم تُحتسب تواريخ هذه التصفية.
filter-none-heading = لا ادعاءات تطابق هذه التصفية
filter-none = { $n ->
    [zero] لا شيء مخفي بسبب { $filters }.
    [one] { $claims } مخفي بسبب { $filters }.
    [two] { $claims } مخفيان بسبب { $filters }.
    [few] { $claims } مخفية بسبب { $filters }.
    [many] { $claims } مخفيًّا بسبب { $filters }.
   *[other] { $claims } مخفي بسبب { $filters }.
}
filter-named = { $filter }: { $value }
filter-hidden = { $n ->
    [zero] لا تخفي التصفية أي ادعاء.
    [one] تخفي التصفية ادعاءً واحدًا.
    [two] تخفي التصفية ادعاءين.
    [few] تخفي التصفية { $number } ادعاءات.
    [many] تخفي التصفية { $number } ادعاءً.
   *[other] تخفي التصفية { $number } ادعاء.
}
filter-next = { $n ->
    [zero] التالي
    [one] التالي
    [two] الاثنان التاليان
    [few] { $number } التالية
    [many] { $number } التالية
   *[other] { $number } التالية
}
filter-previous = { $n ->
    [zero] السابق
    [one] السابق
    [two] الاثنان السابقان
    [few] { $number } السابقة
    [many] { $number } السابقة
   *[other] { $number } السابقة
}

weave-heading = من أين جاءت الادعاءات
weave-sizes = { $roots }، { $channels }، { $documents }
weave-channels = { $n ->
    [zero] لا قنوات
    [one] قناة واحدة
    [two] قناتان
    [few] { $number } قنوات
    [many] { $number } قناة
   *[other] { $number } قناة
}
weave-who = صاحب القول
weave-reported-by = أول من نقله
weave-reached-us = وصلنا في
weave-untraceable = لا يمكن تتبع المصدر؛ لا يُحسب مصدرًا أصليًا
weave-own-name = باسمه
weave-more-roots = { $n ->
    [zero] ولا غيرها
    [one] وواحد غيرها
    [two] واثنان غيرها
    [few] و{ $number } غيرها
    [many] و{ $number } غيرها
   *[other] و{ $number } غيرها
}
weave-more-documents = { $n ->
    [zero] ولا وثيقة أخرى
    [one] ووثيقة أخرى
    [two] ووثيقتان أخريان
    [few] و{ $number } وثائق أخرى
    [many] و{ $number } وثيقة أخرى
   *[other] و{ $number } وثيقة أخرى
}
weave-more-channels = { $n ->
    [zero] ولا قناة أخرى
    [one] وقناة أخرى
    [two] وقناتان أخريان
    [few] و{ $number } قنوات أخرى
    [many] و{ $number } قناة أخرى
   *[other] و{ $number } قناة أخرى
}
weave-warning = { $n ->
    [zero] لم تصلنا رواية منقولة إلا عبر { $channel }.
    [one] الرواية المنقولة لم تصلنا إلا عبر { $channel }.
    [two] الروايتان المنقولتان لم تصلانا إلا عبر { $channel }. فإن أخطأت تقاريرها أخطأت هذه الادعاءات معها.
    [few] الروايات المنقولة، وعددها { $number }، لم تصلنا إلا عبر { $channel }. فإن أخطأت تقاريرها أخطأت هذه الادعاءات معها.
    [many] الروايات المنقولة، وعددها { $number }، لم تصلنا إلا عبر { $channel }. فإن أخطأت تقاريرها أخطأت هذه الادعاءات معها.
   *[other] الروايات المنقولة، وعددها { $number }، لم تصلنا إلا عبر { $channel }. فإن أخطأت تقاريرها أخطأت هذه الادعاءات معها.
}

keys-claims = الادعاء التالي / السابق
keys-disagreements = الخلاف التالي
keys-cut = القطع عند تاريخ نشر
keys-find = التصفية
keys-new-claim = ادعاء جديد من الكلمات التي حدّدتها
keys-assess = تقييم
keys-list = هذه القائمة
keys-off = أوقف مفاتيح الاختصار
keys-on = شغّل مفاتيح الاختصار
list-comma = ،{" "}
timeline-right-to-left = يجري الزمن من اليمين إلى اليسار.
timeline-left-to-right = يجري الزمن من اليسار إلى اليمين.
timeline-turn = اقلب الاتجاه
