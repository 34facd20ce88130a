# ما يُؤخذ من القضية: التنزيلات والموجزات والخلاصات.
download-heading = تنزيل
download-brief-html = موجز للطباعة
download-brief-md = موجز نصي (Markdown)
download-case-json = القضية كاملة (ملف القضية)
download-claims-csv = الادعاءات جدولًا (CSV)
download-claims-ndjson = الادعاءات سطرًا سطرًا (NDJSON)
download-sources-csv = المصادر جدولًا (CSV)
download-sources-ndjson = المصادر سطرًا سطرًا (NDJSON)
download-matrix-csv = المصادر × الأسئلة جدولًا (CSV)
download-matrix-ndjson = المصادر × الأسئلة سطرًا سطرًا (NDJSON)
download-timeline-svg = الخط الزمني رسمًا (SVG)
download-timelinejs-json = الخط الزمني لبرنامج TimelineJS (JSON)
download-claims-jsonld = الادعاءات لمحركات البحث (JSON-LD)
download-follow = متابعة
download-feed-atom = خلاصة (Atom)
download-feed-json = خلاصة (JSON)

export-state = الحال
export-clock = بحسب أي تاريخ
export-revision = المراجعة
export-policy = حدود التسامح
export-address = العنوان
export-as-it-stands = كما هي الآن
export-as-recorded = كما كانت سجلاتنا في { $date }
export-clock-reported = بحسب تاريخ نشر الادعاءات
export-clock-recorded = بحسب تاريخ تسجيلنا لها
export-foot = { $known }، { $clock }. المراجعة { $revision }.
export-question-and-answer = { $question } { $value }
export-chain-in-document = { $chain } · «{ $title }»، { $date }
export-state-and-gap = { $state }: { $gap }

brief-about = عن هذا الموجز
brief-claims-no-facts = هذه ادعاءات لا حقائق. الإجابات التي لا تصح معًا معروضة جنبًا إلى جنب، وترتيب الحروف ترتيب النشر لا ترتيب الصدقية. نعدّ الجذور لا المقالات. وما رآه محرر معنون بأنه حكم وموقّع.
brief-kind = نوع الخلاف
brief-severity = الفارق
brief-warning = تنبيه
brief-support = يستند إلى
brief-channels = وصلتنا عبر
brief-explanation = كيف جاء ذلك
brief-sources = من هي المصادر
brief-sources-note = كل من مرّ به ادعاء، مع درجته إن منحه محرر درجة.
brief-not-graded = بلا درجة
brief-protected = محمي، باسمه العلني
brief-protected-note = هوية المصادر المحمية ليست في هذا النص.
brief-identified-note = يسمّي هذا النص مصادر محمية. احفظه بين من يحق لهم معرفتها، فغيرهم يرى الأسماء العلنية.
brief-never-seen = ما لا يقول أحد إنه رآه
brief-never-seen-note = لا ادعاء عن هذه الأسئلة صادر عمّن يقول إنه كان حاضرًا.
brief-all-seen = لكل سؤال من هذه الأسئلة ادعاء واحد على الأقل ممّن يقول إنه كان حاضرًا.

feed-state = «{ $question }» صار الآن: { $state } (قبل ذلك: { $before })
feed-claim-added = ادعاء جديد: { $claim }
feed-claim-changed = تغيّر ادعاء: { $claim }
feed-claim-withdrawn = أُزيل ادعاء: { $claim }
feed-claim-retracted = سحب المصدر ادعاءه: { $claim }
feed-claim-superseded = ادعاء أحدث للمصدر نفسه يحل محل: { $claim }
feed-judgement = حكم محرر في «{ $question }»: { $status }
feed-judgement-withdrawn = أُزيل حكم في «{ $question }»: { $status }
feed-first-and-more = { $first } ({ $more })
feed-more = { $n ->
    [zero] ولا تغييرات أخرى
    [one] وتغيير آخر
    [two] وتغييران آخران
    [few] و{ $number } تغييرات أخرى
    [many] و{ $number } تغييرًا آخر
   *[other] و{ $number } تغيير آخر
}
