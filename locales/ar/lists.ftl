# ما تشترك فيه القوائم والجداول: مسار الصفحة، وتقسيمها، والشارات، وسطور الادعاءات.
trail-label = مسار الصفحة
pager-label = صفحات هذه القائمة
pager-shown = { $shown } من { $of }
pager-earlier = السابق
pager-later = التالي
badge-position = الرواية { $letter }
badge-no-position = لا يندرج في أي رواية
outcome-gap = { $small } { $big }
said-chain = كيف وصل إلينا
said-paraphrase = بكلماتنا
said-withdrawn = سُحب أو استُبدل
list-empty-way-out = انتقل إلى القضية
list-as-of-way-out = اعرض الصفحة كما هي الآن
list-as-of = كما كان معروفًا في { $date }.
