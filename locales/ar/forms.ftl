# النماذج: ما تقوله كلها.
form-new-case = قضية جديدة
form-new-place = مكان جديد
form-new-entity = شخص أو جماعة جديدة
form-new-source = مصدر جديد
form-new-document = وثيقة جديدة
form-new-event = حدث جديد
form-new-question = سؤال جديد
form-edit-place = تعديل المكان
form-edit-entity = تعديل الشخص أو الجماعة
form-edit-source = تعديل المصدر
form-edit-document = تعديل الوثيقة
form-edit-event = تعديل الحدث
form-edit-question = تعديل السؤال
form-withdraw-place = سحب المكان
form-withdraw-entity = سحب الشخص أو الجماعة
form-withdraw-source = سحب المصدر
form-withdraw-document = سحب الوثيقة
form-withdraw-event = سحب الحدث
form-withdraw-question = سحب السؤال
form-edit = تعديل
form-withdraw = سحب…
form-optional = (اختياري)
form-in-english = بالإنجليزية
form-in-arabic = بالعربية
form-in-another = بلغة أخرى
form-type-a-name = اكتب اسمًا أو معرّفًا
form-row = رقم { $number }
form-add-row = إضافة سطر
form-add-option = إضافة خيار
form-insert-after = إدراج واحد تحته
form-remove = إزالة
form-up = نقل إلى أعلى
form-details = تفاصيل
form-save = حفظ
form-save-another = حفظ وإضافة آخر
form-save-anyway = الحفظ على أي حال
form-cancel = إلغاء
form-discard = التخلي عن المسودة
form-key-save = حفظ
form-key-another = حفظ وإضافة آخر
form-yes = نعم
form-no = لا
form-nothing = لا شيء
form-notes = للعلم
form-nothing-recorded = لا يُسجَّل شيء قبل أن تحفظ. ما كتبته محفوظ مسودةً لك، وكل نسخة محفوظة تبقى في السجل.
form-draft-kept = حُفظت المسودة.
form-draft-found = لديك هنا مسودة لم تُحفظ. وهي معروضة أدناه.
form-why = السبب في سطر واحد
form-why-hint = يظهر إلى جانب التغيير في السجل.
form-id = المعرّف
form-id-hint = يسمّي السجل في العناوين والملفات: من a إلى z ومن 0 إلى 9 وواصلات. إن تُرك فارغًا صُنع من الاسم. ولا يمكن تغييره لاحقًا.
form-id-taken = هذا المعرّف استُعمل من قبل. «{ $free }» متاح.
form-both-kinds = هذا النص إلى جانب نص بالإنجليزية أو العربية، ولا يُحفظ إلا أحد النوعين. انقله أو أزله.
form-too-many-open = نماذج كثيرة ينتظر بعضها بعضًا. احفظ هذا أولًا ثم أنشئ السجل الآخر.
form-error-title = خطأ: { $title }
form-fault = { $field }: { $fault }
form-fault-elsewhere = لن يبقى هذا السجل صالحًا: { $record }. { $fault }
form-faults = { $n ->
    [zero] لا شيء للتصحيح
    [one] أمر واحد للتصحيح
    [two] أمران للتصحيح
    [few] { $number } أمور للتصحيح
    [many] { $number } أمرًا للتصحيح
   *[other] { $number } أمر للتصحيح
}
form-alike-heading = هذا يشبه شيئًا موجودًا
form-alike-explanation = اسمه أو عنوانه يشبه ما يلي. استعمل الموجود إن كانا شيئًا واحدًا، وإلا فاحفظ ما عندك.
form-outdated-heading = حفظ شخص آخر هذا السجل أثناء تعديلك
form-outdated-explanation = لم تضع أي نسخة، ولم يُدمج شيء. قارن الحقول المختلفة، وغيّر ما عندك حيث يكون ما عنده أصح، ثم احفظ؛ أو أبقِ ما عنده.
form-outdated-field = الحقل
form-outdated-stored = المحفوظ الآن
form-outdated-typed = ما كتبته
form-outdated-save = حفظ ما كتبته نسخةً جديدة
form-outdated-keep = إبقاء المحفوظ
form-outdated-see = عرضه كما هو
form-outdated-withdraw = حفظ شخص آخر هذا السجل في هذه الأثناء. انظر إليه ثم اسحبه إن كان ما زال ينبغي سحبه.
form-withdraw-refused = لم يُسحب هذا السجل
form-withdraw-explanation = لن يبقى قائمًا في القضية. وتبقى نسخه في السجل، ويمكن استعادته منه.
form-referrers-heading = سجلات أخرى ما زالت تشير إليه
form-referrers-explanation = يمكن سحبه متى لم تعد تشير إليه. غيّر هذه أو اسحبها أولًا.
form-referrers-more = { $n ->
    [zero] ولا شيء غيرها
    [one] وواحد آخر
    [two] واثنان آخران
    [few] و{ $number } أخرى
    [many] و{ $number } أخرى
   *[other] و{ $number } أخرى
}
form-claim-named = { $question } { $value }
form-note-source = المصدر هو من يتكلم أو ينقل. أدخل كل شخص أو جماعة مرة واحدة؛ فقد تعود إليه ادعاءات عدة.
form-note-protected = لا يظهر من المصدر المحمي لمن لا حق له في أكثر من ذلك إلا الاسم العلني. ولا نستطيع إخفاءه عمّن يدير هذا الخادم، ولا استعادة نسخ صنعها آخرون.
form-note-document = الوثيقة هي ما بين يديك: مقال أو بث أو منشور. والادعاءات تشير إلى الكلمات فيها.
form-note-place = بالإحداثيات يمكن مقارنة أجوبة مثل «قرب».
form-note-entity = الأشخاص والجماعات والمنظمات التي تسمّيها الأجوبة. أما من يتكلم فهو مصدر.
form-note-event = أمر قيل إنه وقع. والأسئلة تسأل عنه.
form-note-question = نطاق آخر أو وحدة أخرى يعني سؤالًا آخر.

field-name = الاسم
field-title = العنوان
field-kind = النوع
field-note = ملاحظة
field-source-anonymous = موصوف لا مسمّى
field-source-plural = عدة أشخاص
field-source-protected = محمي: يجب ألا تُرى هويته
field-source-public-name = الاسم العلني
field-source-part-of = ينتمي إلى
field-source-speaks-for = يتكلم باسم
field-source-reliability = الموثوقية
field-source-same-as = هو نفسه
field-source-may-be = قد يكون
field-source-register = مفتاح السجل
field-document-publisher = الناشر
field-document-title = العنوان
field-document-published = تاريخ النشر
field-document-language = اللغة
field-document-url = عنوان الويب
field-document-text = النص المحفوظ
field-document-cites = يستشهد بـ
field-place-part-of = يقع في
field-place-lat = خط العرض
field-place-lon = خط الطول
field-place-radius = نصف القطر بالكيلومترات
field-place-unresolved = لم يحدد أحد بعد أي مكان هو
field-entity-part-of = ينتمي إلى
field-event-offset = الفرق عن التوقيت العالمي
field-question-event = الحدث
field-question-text = السؤال
field-question-answer = نوع الجواب
field-question-options = الخيارات
field-question-unit = الوحدة
field-question-scope = النطاق
field-question-cardinality = كم جوابًا يصح
field-cardinality-one = واحد
field-cardinality-many = يمكن أن تصح عدة أجوبة معًا
field-option-part-of = صورة خاصة من

hint-source-name = الاسم أو الكلمات التي تصفه: «مسؤول عسكري في قسد». لغة واحدة تكفي.
hint-source-anonymous = لا يكون وصفان مصدرًا واحدًا إلا بكلمة من محرر.
hint-source-protected = عندها أعطِ اسمًا علنيًا أدناه. يُصنع المعرّف عشوائيًا، ولا تحفظ المسودات من هو.
hint-source-public-name = ما يجوز للجميع رؤيته من المصدر المحمي، مثل «أحد سكان هجين».
hint-source-speaks-for = تُحسب ادعاءاته عندئذ لتلك المنظمة.
hint-source-same-as = كلمتك بأن هذين مصدر واحد.
hint-source-may-be = أوصاف قد تعني الأشخاص أنفسهم.
hint-source-register = مفتاح، كاسم نطاق، يصله بالمصدر نفسه في قضايا أخرى.
hint-document-published = ⁦2019-02-07⁩، أو أقل دقة: ⁦2019-02⁩.
hint-document-language = رمز اللغة: en أو ar أو fr.
hint-document-url = يبدأ بـ ⁦http://⁩ أو ⁦https://⁩.
hint-document-text = النص الذي بين يديك منها. لا يُجلب شيء من الويب.
hint-place-lat = درجات شمالًا عند المركز، مثل 34.6894.
hint-place-lon = درجات شرقًا عند المركز، مثل 40.8308.
hint-place-radius = إلى أي مدى يمتد المكان حول مركزه.
hint-place-unresolved = لا يتعارض عندئذ مع شيء.
hint-event-offset = كم تسبق ساعاته التوقيت العالمي، مثل ⁦+03:00⁩.
hint-question-options = للاختيار: الأجوبة بالترتيب الذي تُعرض به.
hint-question-unit = للعدد: ما الذي يُعد، مثل «أشخاص».
hint-question-scope = من يُعد، وأين، وفي أي أيام.

form-edit-case = تعديل القضية
form-case-rules = الظهور وحدود التسامح
form-note-case = القضية مسألة قيد الدراسة. فيها الأحداث والأسئلة والادعاءات، والمصادر والوثائق التي جاءت منها.
form-note-new-case = ستكون مالك القضية ويمكنك دعوة آخرين إليها. يُصنع عنوانها من اسمها ومن بضعة أحرف عشوائية.
field-case-summary = موضوعها
field-case-visibility = من يراها
field-case-policy = حدود التسامح
field-visibility-public = عامة: للجميع
field-visibility-internal = داخلية: لكل من سجّل الدخول
field-visibility-private = خاصة: لأعضائها وحدهم
hint-case-summary = بضع جمل.
hint-case-policy = إلى أي مدى تصل كلمات مثل «نحو» و«قرب» في هذه القضية. إن تُرك الحقل فارغًا سرت القيمة المعروضة. وأي تغيير يمسّ كل ادعاء.
form-fault-circle = هذا يعود إلى نفسه عبر مصادر أخرى. أزل إحدى الصلات.
form-fault-other-source = مصدر آخر ما زال يشير إلى هذا المصدر، أو لن يبقى صالحًا.
form-withdraw-now = سحب
form-withdraw-back = رجوع
form-warn-heading = قبل الحفظ
form-warn-opened = هذا المصدر محميّ الآن. حفظه بلا حماية يُظهر من هو لكلّ من يحقّ له رؤية هذه القضية، ولا يمكن لأحد أن يسترجع ذلك.
form-warn-id = يبقى لهذا المصدر معرّفه «{ $id }»، وهو مأخوذ من اسمه ويظهر في العناوين والملفات والنسخ الأقدم. إن كان ذلك يكشفه فأنشئ مصدرًا محميًّا جديدًا، واجعل ادعاءاته تعود إليه، ثم اسحب هذا.
form-warn-names = هذا يسمّي مصدرًا محميًّا، «{ $name }»، تحت «{ $field }». سيراه كلّ من يحقّ له رؤية هذه القضية. قله بكلمات أخرى، أو احفظه كما هو.
form-outdated-by = آخر من حفظه { $by }، { $moment }.
form-outdated-history = انظر كلّ الصيغ
form-withdrawn = سُحب: { $noun } «{ $id }». يمكن إعادته من تاريخه.
form-withdrawn-history = افتح تاريخه
