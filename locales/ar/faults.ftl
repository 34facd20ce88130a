# ما الخطأ في المُدخَل وكيف يُصلح.
two-sentences = { $first } { $second }
did-you-mean = هل تقصد «{ $near }»؟
list-separator = {"، "}

fault-not-json = هذا ليس JSON: توقفت القراءة عند السطر { $line }، العمود { $column }. راجع الفواصل وعلامات الاقتباس والأقواس هناك.
fault-not-utf8 = هذا ليس نصًا بترميز UTF-8: أول بايت خاطئ عند السطر { $line }، العمود { $column }. احفظ الملف بترميز UTF-8.
fault-file-too-large = الملف أكبر من { $max } ميغابايت، وهو أقصى ما يُقرأ. قسّمه إلى عدة ملفات.
fault-too-deep = القوائم والكائنات متداخلة أكثر من { $max } مستوى عند السطر { $line }، العمود { $column }. ملف القضية يحتاج إلى أقل من ذلك بكثير.
fault-more-faults = هناك أخطاء أخرى؛ المعروض هو أول { $shown }. أصلحها ثم حاول من جديد.
fault-not-this-format = «{ $given }» ليست صيغة تُقرأ هنا. يجب أن يكون الحقل الأول ‎"format": "counterpoint/1"‎.

fault-missing = هذا الحقل مطلوب.
fault-unknown-field = لا تعرف الصيغة هذا الحقل.
fault-duplicate-key = يرد الحقل نفسه هنا مرتين. أبقِ واحدًا منهما.
fault-wrong-type = المطلوب هنا { $expected }.
fault-needs-also = يحتاج هذا إلى الحقل «{ $field }» أيضًا.
fault-not-for-this-kind = لا يصلح هذا الحقل مع النوع «{ $kind }». احذفه أو غيّر النوع.
fault-not-one-of = «{ $given }» ليست من الكلمات التي يقبلها هذا الحقل.
fault-allowed = المسموح: { $allowed }.
fault-out-of-range = يجب أن تكون القيمة من { $min } إلى { $max }.
fault-protected-needs-public-name = المصدر المحمي يحتاج إلى اسم معلن، لمن لا يحق له أن يرى اسمه.

fault-empty = لا يجوز أن يُترك هذا فارغًا.
fault-too-long = هذا أطول من المسموح: الحد الأقصى { $max }.
fault-forbidden-character = فيه محرف لا يجوز في أي نص ({ $code }). احذفه.
fault-unbalanced-isolates = فيه علامات اتجاه لا تُغلق ما تفتحه. احذفها أو اكتب النص من جديد.
fault-not-a-date = هذا ليس تاريخًا بصيغة EDTF.
fault-not-a-language = هذا ليس رمز لغة. اكتب «ar» أو «en-GB».
fault-not-an-address = هذا ليس عنوان ويب. يجب أن يبدأ بـ http:// أو https://.
fault-not-an-offset = هذا ليس فارقًا عن التوقيت العالمي. اكتب «‎+03:00‎».
fault-not-a-timestamp = هذه ليست لحظة زمنية. اكتب «2019-03-03T09:00:00Z».

fault-not-a-slug = المعرّف من 1 إلى 80 محرفًا: من a إلى z ومن 0 إلى 9 والشَّرطات.
fault-duplicate-id = هذا المعرّف مستعمل في { $first }. اختر غيره.
fault-unknown-case = لا توجد قضية باسم «{ $id }».
fault-unknown-place = لا يوجد مكان باسم «{ $id }».
fault-unknown-entity = لا يوجد شخص أو جهة باسم «{ $id }».
fault-unknown-source = لا يوجد مصدر باسم «{ $id }».
fault-unknown-document = لا توجد وثيقة باسم «{ $id }».
fault-unknown-event = لا يوجد حدث باسم «{ $id }».
fault-unknown-question = لا يوجد سؤال باسم «{ $id }».
fault-unknown-option = ليس لهذا السؤال خيار باسم «{ $id }».
fault-unknown-claim = لا يوجد ادعاء باسم «{ $id }».
fault-cycle = يعود هذا إلى نفسه: { $through }. احذف إحدى الصلات.
fault-chain-end = تنتهي السلسلة بناشر الوثيقة: يجب أن يرد «{ $publisher }» في آخرها.
fault-chain-repeats = يرد «{ $source }» مرتين في هذه السلسلة. أبقِه حيث نقل الادعاء أول مرة.
fault-refers-to-itself = لا يحيل الادعاء إلى نفسه. اذكر ادعاءً آخر.
fault-other-question = ذلك الادعاء يجيب عن سؤال آخر، «{ $question }». اذكر ادعاءً يجيب عن السؤال نفسه.

fault-bounds-reversed = الحد الأعلى يسبق الحد الأدنى. بدّل بينهما.
fault-envelope-smaller = يجب أن تشمل الحدود الواسعة الحدود الضيقة.
fault-reading-not-for-kind = لا تُحدَّد الحدود يدويًا مع { $kind }. هي للتواريخ والمدد والأعداد.

fault-value-not-understood = لم نفهم هذا على أنه { $kind }.
fault-value-needs-anchor = يُحسب هذا من يوم آخر غير معروف. اذكر تاريخ التصريح أو اكتب التاريخ نفسه.
fault-value-all-of = الأقواس المعقوفة تعني «كل هذه»، ولهذا السؤال جواب واحد. اكتب [ ] لمعنى «واحد من هذه».
fault-value-list = لهذا السؤال جواب واحد. اذكر قيمة واحدة.
fault-value-number-too-large = هذا العدد أكبر مما يُحسب: الحد الأقصى 1,000,000,000,000,000.
fault-value-range-reversed = المدى معكوس: نهايته تسبق بدايته. بدّل بينهما.
fault-value-no-such-day = لا وجود لهذا اليوم في التقويم.
fault-value-denies-everything = نفي هذا لا يترك أي جواب. اذكر قيمة أضيق.
fault-value-place-without-point = ليس لـ«{ $id }» إحداثيات، فلا يُقاس منه «قرب» ولا «ضمن». أضف إحداثياته أو اذكر المكان وحده.
fault-value-not-on-earth = لا وجود لهذا على الأرض: خطوط العرض من ‎-90‎ إلى 90، والطول من ‎-180‎ إلى 180، والمسافات حتى 20,000 كم.

fault-answer-time = تاريخ
fault-answer-duration = مدة
fault-answer-count = عدد
fault-answer-place = مكان
fault-answer-entity = اسم
fault-answer-choice = خيار
fault-answer-option = خيار
fault-answer-text = نص
example-time = اكتب «10 يناير 2019» أو «منتصف أيلول 2018» أو 2018-09.
example-date = اكتب 2019-01-10 أو 2019-01 أو 2019.
example-duration = اكتب «يومان» أو P2D.
example-count = اكتب 2 أو «نحو 500» أو «70,000 على الأقل».
example-place = اكتب معرّف مكان، أو near ثم معرّفًا، أو إحداثيات.
example-entity = اختر من أشخاص القضية وجهاتها.
example-choice = اختر من خيارات السؤال.
example-option = اختر من خيارات السؤال.
example-text = اكتب ما يقوله المصدر.

type-date = تاريخ
type-date-whole-number-or-null = تاريخ أو عدد صحيح أو null
type-list-of-two-bounds = قائمة من حدّين
type-list = قائمة
type-number = عدد
type-object = كائن
type-string-or-list = نص أو قائمة
type-string-or-text-by-language = نص، أو نص بحسب اللغة
type-string = نص
type-true-or-false = true أو false
type-whole-number = عدد صحيح
