# السجل والنشاط: ما كُتب، ومن كتبه، ومتى ولماذا.
history-title = السجل
history-link = السجل
history-heading = سجل «{ $name }»
history-lede = كل الصيغ، الأحدث أولًا. لا يُحذف شيء، ويمكن استعادة أي صيغة.
history-lede-reader = كل الصيغ، الأحدث أولًا. لا يُحذف شيء. لا تظهر الأسماء والأسباب إلا لأعضاء القضية.
history-version = الصيغة { $number }
history-added = أُضيف
history-changed = عُدّل
history-withdrawn = سُحب
history-restored = أُعيد
history-by-editor = محرّر
history-by-system = استيراد
history-through = عبر رمز وصول
history-through-own = عبر رمز الوصول «{ $token }»
history-why = السبب:
history-field = الحقل
history-before = قبل
history-after = بعد
history-nothing-changed = لا يختلف أي حقل متاح لك عن الصيغة السابقة.
history-older = صيغ أقدم
history-assessment = تقييم { $by }، { $moment }
history-restore = استعادة هذه الصيغة
history-restore-why = السبب في سطر واحد
history-restore-button = استعادة كصيغة جديدة
history-restore-note = تبقى الصيغ اللاحقة في السجل.
history-restore-sealed = الاستعادة تتطلب معرفة هوية هذا المصدر المحمي، وليس ذلك متاحًا لك. اطلب من أحد مالكي القضية أن يستعيدها أو أن يتيح لك رؤية الهويات.
history-refused = لم تُستعد هذه الصيغة
history-outdated = حفظ شخص آخر تعديلًا في هذه الأثناء. انظر ما تغيّر، ثم استعد الصيغة إن كان ينبغي أن تعود.
history-error-title = خطأ: { $title }
history-rule = التسامح: { $rule }
history-in-english = { $field } (بالإنجليزية)
history-in-arabic = { $field } (بالعربية)
history-yes = نعم
history-no = لا
history-open = مفتوح
history-chain-arrow = { " ← " }
history-cardinality-one = واحدة
history-cardinality-many = قد يصح أكثر من واحدة

history-case-title = العنوان
history-case-summary = موضوعها
history-case-visibility = من يراها
history-place-name = الاسم
history-place-part-of = يقع في
history-place-lat = خط العرض
history-place-lon = خط الطول
history-place-radius-km = نصف القطر بالكيلومترات
history-place-unresolved = لم يُحدَّد موقع هذا الاسم بعد
history-place-note = ملاحظة
history-entity-name = الاسم
history-entity-kind = النوع
history-entity-part-of = ينتمي إلى
history-entity-note = ملاحظة
history-source-name = الاسم
history-source-kind = النوع
history-source-anonymous = موصوف بلا اسم
history-source-plural = أكثر من شخص
history-source-protected = محمي
history-source-public-name = الاسم المعلن
history-source-part-of = ينتمي إلى
history-source-speaks-for = يتحدث باسم
history-source-same-as = هو نفسه
history-source-may-be = قد يكون
history-source-register = مفتاح السجل
history-source-reliability = الموثوقية
history-source-note = ملاحظة
history-document-publisher = الناشر
history-document-title = العنوان
history-document-published = تاريخ النشر
history-document-language = اللغة
history-document-url = العنوان على الشبكة
history-document-text = النص المحفوظ
history-document-cites = يستشهد بـ
history-document-note = ملاحظة
history-event-title = العنوان
history-event-utc-offset = الفارق عن التوقيت العالمي
history-event-note = ملاحظة
history-question-event = الحدث
history-question-text = السؤال
history-question-answer = نوع الإجابة
history-question-unit = الوحدة
history-question-scope = النطاق
history-question-cardinality = كم إجابة تصح
history-question-options = الخيارات
history-claim-question = السؤال
history-claim-value = الإجابة
history-claim-stance = يؤكد أو ينفي
history-claim-chain = السلسلة من المصدر الأصلي
history-claim-document = الوثيقة
history-claim-excerpt = المقتطف
history-claim-paraphrase = بكلماتنا
history-claim-reported = تاريخ النشر
history-claim-original = الكلمات الأصلية
history-claim-original-lang = لغة الكلمات الأصلية
history-claim-anchor = اليوم الذي تُحسب منه الكلمات النسبية
history-claim-reading-core = الحدود الضيقة المحددة يدويًا
history-claim-reading-envelope = الحدود الواسعة المحددة يدويًا
history-claim-certainty = درجة اليقين
history-claim-basis = أساس المعرفة
history-claim-credibility = المصداقية
history-claim-group = المجموعة
history-claim-relays = ينقل عن
history-claim-superseded-on = تاريخ الاستبدال
history-claim-superseded-by = حلّ محله
history-claim-retracted-on = تاريخ السحب
history-claim-retracted-document = سُحب في
history-claim-retracted-note = ملاحظة على السحب
history-claim-note = ملاحظة
history-assessment-question = السؤال
history-assessment-status = الحكم
history-assessment-reason = السبب
history-assessment-would-settle = ما قد يحسمه
history-assessment-by = الموقّع
history-assessment-at = الوقت
history-assessment-claims = الادعاءات التي يستند إليها

nav-activity = النشاط
activity-heading = النشاط
activity-heading-case = النشاط في «{ $name }»
activity-lede = ما كُتب، الأحدث أولًا.
activity-lede-reader = ما كُتب، الأحدث أولًا. لا تظهر الأسماء والأسباب إلا لأعضاء القضية.
activity-case = القضية
activity-noun = نوع السجل
activity-person = الشخص
activity-from = من
activity-to = إلى
activity-all = الكل
activity-show = اعرض
activity-none = لم يُكتب شيء يطابق هذا.
activity-clear = اعرض كل شيء
activity-older = الأقدم
activity-new = { $noun } { $name }: إضافة
activity-changed = { $noun } { $name }: تعديل
activity-withdrawn = { $noun } { $name }: سحب
activity-member-set = { $role ->
    [viewer] { $name }: قارئ في هذه القضية
    [contributor] { $name }: يضيف سجلات إلى هذه القضية
    [editor] { $name }: يعدّل كل سجلات هذه القضية
   *[owner] { $name }: من مالكي هذه القضية
}
activity-webhook = { $fate ->
    [added] أُضيف خطاف ويب: تُرسل إشعارات هذه القضية إلى { $host }
    [paused] أُوقف خطاف ويب مؤقتًا: لا يُرسل شيء إلى { $host } الآن
    [secret] خطاف الويب إلى { $host }: سرّ جديد
    [removed] أُزيل خطاف ويب: لم تعد إشعارات هذه القضية تُرسل إلى { $host }
   *[changed] عُدّل خطاف ويب: تُرسل إشعارات هذه القضية إلى { $host }
}
activity-member-removed = { $name }: لم يعد له دور في هذه القضية
activity-member-emergency = دخول طارئ: يمكن لـ { $name } قراءة هذه القضية حتى { $moment }
case-emergency = دخول طارئ: يمكن لـ { $name } قراءة هذه القضية منذ { $from } وحتى { $until }.
activity-more = { $n ->
    [zero] ولا سجلات أخرى
    [one] وسجل آخر
    [two] وسجلان آخران
    [few] و{ $number } سجلات أخرى
    [many] و{ $number } سجلًا آخر
   *[other] و{ $number } سجل آخر
}
activity-unreadable-day = اكتب اليوم هكذا: 2026-03-01.
activity-noun-case = القضية
activity-noun-place = المكان
activity-noun-entity = الشخص أو الجماعة
activity-noun-source = المصدر
activity-noun-document = الوثيقة
activity-noun-event = الحدث
activity-noun-question = السؤال
activity-noun-claim = الادعاء
activity-noun-assessment = التقييم
