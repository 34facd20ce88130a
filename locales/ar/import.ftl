import-link = استيراد
import-heading = استيراد سجلات
import-lede = استورد ملف قضية، أو سجلات سطرًا بعد سطر، أو ادعاءات في جدول. ترى ما سيترتب قبل أن يُكتب شيء، ويُكتب تغييرًا واحدًا أو لا يُكتب أبدًا.
import-file = الملف
import-file-hint = بترميز UTF-8 وبحجم لا يتجاوز 67 ميغابايت.
import-text = أو الصق النص
import-kind = ما هو
import-kind-any = استنتِج
import-kind-any-hint = من بدايته.
import-kind-file = ملف قضية
import-kind-file-hint = نص JSON يبدأ بـ ‎"format": "counterpoint/1"‎ لهذه القضية.
import-kind-lines = سجلات سطرًا بعد سطر
import-kind-lines-hint = NDJSON: ادعاء في كل سطر، أو سجل آخر تحت اسم نوعه.
import-kind-table = جدول ادعاءات
import-kind-table-hint = CSV بصف عناوين، وادعاء في كل صف.
import-mode = السجلات التي لا يذكرها
import-mode-merge = تبقى كما هي
import-mode-merge-hint = يُضاف ما فيه أو يُحدَّث.
import-mode-replace = تُسحب
import-mode-replace-hint = تصير القضية ما يقوله الملف لا أكثر. وتبقى النسخ السابقة في السجل.
import-mode-replace-table = لا يحوي الجدول إلا ادعاءات، فلا يُسحب ما لا يذكره. أبقِه كما هو، أو أدخل ملف قضية أو سجلات سطرًا سطرًا.
import-preview = اعرض ما سيترتب
import-preview-again = اعرض من جديد بهذه الأعمدة
import-columns = الأعمدة
import-columns-hint = حدد لكل عمود حقل الادعاء الذي يقابله. في السلسلة تُذكر المصادر بمعرّفاتها أو بأسمائها تمامًا، الأصل أولًا، وبينها >.
import-column = العمود
import-field = الحقل
import-rows = الصفوف الأولى
import-column-ignored = اتركه
import-constants = الشيء نفسه في كل صف
import-constants-hint = للحقول التي لا عمود لها. معرّفات كما في عنوان الصفحة.
import-constant-question = السؤال
import-constant-document = الوثيقة
import-constant-stance = الموقف
import-would = ما سيترتب
import-unchanged = لن يتغير شيء: كل هذا قائم فعلًا.
import-contested = الأسئلة المتنازع عليها الآن: { $before }. وبعد ذلك: { $after }.
import-states = { $before } ← { $after }
import-added = جديدة
import-updated = متغيرة
import-same = كما هي
import-left = غير مذكورة
import-withdrawn = مسحوبة
import-more-questions = { $n ->
    [zero] ولا سؤال آخر.
    [one] وسؤال آخر.
    [two] وسؤالان آخران.
    [few] و{ $number } أسئلة أخرى.
    [many] و{ $number } سؤالًا آخر.
   *[other] و{ $number } سؤال آخر.
}
import-more-faults = { $n ->
    [zero] ولا خطأ آخر.
    [one] وخطأ آخر.
    [two] وخطآن آخران.
    [few] و{ $number } أخطاء أخرى.
    [many] و{ $number } خطأً آخر.
   *[other] و{ $number } خطأ آخر.
}
import-why = السبب
import-optional = اختياري
import-do = استورد
import-other = اختر غيره
import-nothing-chosen = اختر ملفًا أو الصق نصًا.
import-outdated = كتب شخص في هذه القضية منذ هذا العرض. هذا ما سيترتب الآن.
import-at-cell = الصف { $row }، العمود «{ $column }»: { $fault }
import-at-row = الصف { $row }: { $fault }
import-at-line = السطر { $line }، { $place }: { $fault }
import-at-place = { $place }: { $fault }
import-sources = مصادر لا تعرفها هذه القضية
import-sources-hint = حدد أي مصدر هو كل اسم من هذه. تُنشأ المصادر الجديدة مع الادعاءات في تغيير واحد، ولا يُكتب شيء قبل ذلك.
import-sources-unknown = { $n ->
    [zero] لا اسم مجهول.
    [one] لا تعرف القضية مصدرًا لأحد الأسماء. حدد أي مصدر هو.
    [two] لا تعرف القضية مصدرين لاسمين. حدد أي مصدرين هما.
    [few] لا تعرف القضية مصادر { $number } أسماء. حدد أي مصادر هي.
    [many] لا تعرف القضية مصادر { $number } اسمًا. حدد أي مصادر هي.
   *[other] لا تعرف القضية مصادر { $number } اسم. حدد أي مصادر هي.
}
import-source-rows = { $n ->
    [zero] لا يرد في موضع.
    [one] يرد في موضع واحد.
    [two] يرد في موضعين.
    [few] يرد في { $number } مواضع.
    [many] يرد في { $number } موضعًا.
   *[other] يرد في { $number } موضع.
}
import-source-alike = في القضية مصدر باسم يشبهه: { $names }. أهو نفسه؟
import-source-what = ما هو
import-source-undecided = لم يُحدَّد
import-source-is = هو { $name } ({ $id })
import-source-other = هو مصدر آخر في هذه القضية
import-source-new = هو جديد: أنشئه
import-source-known = مصدر آخر في هذه القضية: معرّفه أو اسمه تمامًا
import-source-name = اسم المصدر الجديد
import-source-made = سيُنشأ مصدر: { $name } ({ $kind }).
import-source-made-alike = سيُنشأ مصدر: { $name } ({ $kind }). وفي القضية مصدر باسم يشبهه: { $names }.
import-preview-again-sources = اعرض من جديد بهذه المصادر
import-kept = اخترت { $size } ميغابايت. تُحفظ ساعة بعد خطوتك الأخيرة، لك وحدك.
import-gone = ما اخترته لم يعد محفوظًا. اختره من جديد.
