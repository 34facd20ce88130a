# المصادر × الأسئلة.
matrix-title = من يقول ماذا
matrix-crumb = المصادر × الأسئلة
matrix-lede = اقرأ العمود نزولًا لترى الخلاف، واقرأ الصف لتسمع مصدرًا واحدًا.
matrix-disputed = { $n ->
    [zero] لا شيء
    [one] واحد
    [two] اثنان
    [few] { $number }
    [many] { $number }
   *[other] { $number }
}
matrix-verdict = المختلف فيه: { $disputed } من أصل { $questions }.
matrix-all = كل الأسئلة
matrix-only-disputed = المختلف فيها
matrix-show-all = اعرض كل الأسئلة
matrix-rows-sources = المصادر صفوفًا
matrix-rows-questions = الأسئلة صفوفًا
matrix-group = اجمع المصادر حسب
matrix-group-root = صاحب القول
matrix-group-outlet = الصحيفة
matrix-group-document = الوثيقة
matrix-as-of = كما كان معروفًا في
matrix-now = اليوم
matrix-apply = اعرض
matrix-corner-root = المصدر
matrix-corner-outlet = الصحيفة
matrix-corner-document = الوثيقة
matrix-corner-question = السؤال
matrix-in-this-case = في هذه القضية
matrix-untraceable = لا يمكن تتبعها إلى أحد؛ فلا تُحسب مصدرًا أصليًا
matrix-outcome = الحصيلة
matrix-roots = المصادر الأصلية المستقلة
matrix-silence = لا يقول شيئًا
matrix-changed = تغيّر عندما نقله { $source }
matrix-reworded = صيغ بعبارة أخرى عندما نقله { $source }
matrix-answers = { $n ->
    [zero] لا إجابات
    [one] إجابة واحدة
    [two] إجابتان
    [few] { $number } إجابات
    [many] { $number } إجابةً
   *[other] { $number } إجابة
}
matrix-contradicted = { $n ->
    [zero] لا ينقضها أحد
    [one] واحدة منها منقوضة
    [two] اثنتان منها منقوضتان
    [few] { $number } منها منقوضة
    [many] { $number } منها منقوضة
   *[other] { $number } منها منقوضة
}
matrix-more-answers = { $n ->
    [zero] ولا إجابات أخرى
    [one] وإجابة أخرى
    [two] وإجابتان أخريان
    [few] و{ $number } إجابات أخرى
    [many] و{ $number } إجابةً أخرى
   *[other] و{ $number } إجابة أخرى
}
matrix-row-through = { $kind } · { $source }، { $date }
matrix-row-alone = { $kind } · { $date }
matrix-row-document = { $source } · { $date }
matrix-silent-root = { $n ->
    [zero] لا مصدر ساكت
    [one] مصدر واحد لا يقول شيئًا
    [two] مصدران لا يقولان شيئًا
    [few] { $number } مصادر لا تقول شيئًا
    [many] { $number } مصدرًا لا يقول شيئًا
   *[other] { $number } مصدر لا يقول شيئًا
}
matrix-silent-outlet = { $n ->
    [zero] لا صحيفة ساكتة
    [one] صحيفة واحدة لا تقول شيئًا
    [two] صحيفتان لا تقولان شيئًا
    [few] { $number } صحف لا تقول شيئًا
    [many] { $number } صحيفة لا تقول شيئًا
   *[other] { $number } صحيفة لا تقول شيئًا
}
matrix-silent-document = { $n ->
    [zero] لا وثيقة ساكتة
    [one] وثيقة واحدة لا تقول شيئًا
    [two] وثيقتان لا تقولان شيئًا
    [few] { $number } وثائق لا تقول شيئًا
    [many] { $number } وثيقة لا تقول شيئًا
   *[other] { $number } وثيقة لا تقول شيئًا
}
matrix-pairs = من ينقض من
matrix-pairs-note-root = لا تُقارن إلا الأسئلة التي يجيب عنها الطرفان؛ ويُحسب للمصدر الأصلي كلامه هو، لا ما صنع به النقل.
matrix-pairs-note-outlet = لا تُقارن إلا الأسئلة التي نشرت الصحيفتان إجابة عنها.
matrix-pairs-note-document = لا تُقارن إلا الأسئلة التي تجيب عنها الوثيقتان.
matrix-and = و
matrix-conflict = يتعارضان في { $number } من { $of }
matrix-compatible = يتوافقان في { $number } من { $of }
matrix-more-questions = { $n ->
    [zero] ولا غيرها
    [one] وسؤال آخر
    [two] وسؤالان آخران
    [few] و{ $number } أسئلة أخرى
    [many] و{ $number } سؤالًا آخر
   *[other] و{ $number } سؤال آخر
}
matrix-page-sources = صفوف المصادر
matrix-page-questions = الأسئلة، والمختلف فيها أولًا
matrix-no-claims-heading = لا ادعاءات بعد
matrix-no-claims-explanation = يمتلئ الجدول حالما يرد في القضية ادعاء عن أحد أسئلتها.
matrix-not-yet-heading = لم يكن شيء معروفًا في هذا اليوم
matrix-not-yet-explanation = كل التقارير في هذه القضية لاحقة لهذا التاريخ.
matrix-no-disputed-heading = لا سؤال مختلفًا فيه
matrix-no-disputed-explanation = لا يُظهر الترشيح إلا الأسئلة المختلف فيها، ولا إجابات متعارضة هنا.
