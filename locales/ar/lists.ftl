# ما تشترك فيه القوائم والجداول: مسار الصفحة، وتقسيمها، والشارات، وسطور الادعاءات.
trail-label = مسار الصفحة
tab-label = طرق عرض القضية
tab-timeline = الخط الزمني
tab-matrix-size = { $sources } × { $questions }
pager-label = صفحات هذه القائمة
pager-shown = { $shown } من { $of }
pager-earlier = السابق
pager-later = التالي
badge-position = الرواية { $letter }
badge-positions = الروايات { $letters }
badge-no-position = لا يندرج في أي رواية
said-chain = كيف وصل إلينا
said-paraphrase = بكلماتنا
said-withdrawn = سُحب أو استُبدل
list-empty-way-out = انتقل إلى القضية
trail-as-things-stand = اعرض الصفحة كما هي الآن
trail-as-of = كما كان معروفًا في { $date }.
