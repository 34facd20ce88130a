# صفحة الادعاء.
claim-sentence = { $voice }: { $value }
claim-crumb = الادعاء { $id }
claim-neighbours = ادعاءات أخرى عن هذا السؤال
claim-previous = الادعاء السابق
claim-next = الادعاء التالي
claim-words = الكلمات
claim-in-our-words = بصياغتنا لا بالنص
claim-this = هذا الادعاء
claim-language-en = الإنجليزية
claim-language-ar = العربية
claim-language-fr = الفرنسية
claim-language-nl = الهولندية
claim-language-de = الألمانية
claim-language-es = الإسبانية
claim-language-tr = التركية
claim-language-fa = الفارسية
claim-language-ru = الروسية
claim-language-he = العبرية
claim-language-ku = الكردية
claim-language-uk = الأوكرانية

claim-standing-contested = تجيب مصادر أخرى عن هذا السؤال بما لا يمكن أن يصحّ معه.
claim-standing-shared = السؤال مختلَف فيه، وهذا الادعاء يتفق مع أكثر من رواية.
claim-standing-non-committal = لا يلتزم هذا الادعاء بشيء: يترك كل الإجابات ممكنة ولا يدعم أيًّا منها.
claim-standing-to-come = لم يكن هذا الادعاء معروفًا بعد في اليوم الذي تعرضه هذه الصفحة.
claim-standing-retracted = سحب المصدر هذا الادعاء؛ بقي محفوظًا ولم يعد يُحسب.
claim-standing-superseded = حلّ محله ادعاء أحدث من المصدر نفسه؛ بقي محفوظًا ولم يعد يُحسب.

claim-hops = ما جرى له في الطريق
claim-hop-before = قبل
claim-hop-after = بعد
claim-hop-same = لم يضع شيء هنا: الإجابة وتحفّظاتها كما هي.

claim-relation-conflict = لا يمكن أن يصحّ مع
claim-relation-agree = يقول ما يقوله
claim-relation-refines = يقول بدقة أكبر ما تقوله
claim-relation-refined-by = يقول بدقة أقل ما تقوله
claim-relation-overlap = يشترك في بعض الإجابات مع
claim-relation-one-point = يشترك في يوم واحد أو عدد واحد مع
claim-relation-tolerance = لا يتفق إلا ضمن هامش التسامح مع
claim-relation-undetermined = لا يمكن مقارنته مع
claim-retold-by = نقلته
claim-left-out = { $n ->
    [zero] ولا ادعاء غيرها
    [one] وادعاء واحد آخر
    [two] وادعاءان آخران
    [few] و{ $number } ادعاءات أخرى
    [many] و{ $number } ادعاءً آخر
   *[other] و{ $number } ادعاء آخر
}

claim-reading = كيف فُهم
claim-reading-value = الإجابة
claim-reading-typed = كما كُتبت
claim-reading-canonical = الترميز
claim-reading-core = حرفيًا
claim-reading-envelope = مع هامش التسامح
claim-reading-read = فُهم على أنه
claim-reading-rule = القاعدة
claim-reading-by-hand = حدّد محرّر هذين الطرفين.
claim-reading-no-rule = لا حاجة إلى قاعدة
claim-reading-anchor = محسوب من
claim-reading-doubt = شك
claim-reading-uncertain = يشير المصدر إلى أن القيمة غير مؤكدة.

claim-facts = في السجل
claim-fact-stance = الموقف
claim-fact-certainty = درجة اليقين
claim-fact-basis = كيف عُلم
claim-fact-credibility = المصداقية
claim-fact-reported = نُشر
claim-fact-document = الوثيقة
claim-fact-note = ملاحظة
claim-fact-permalink = العنوان
claim-fact-superseded = استُبدل
claim-fact-retracted = سُحب
claim-fact-retracted-note = سبب السحب
claim-superseded-on = بادعاء أحدث في { $date }
claim-retracted-on = في { $date }
claim-certainty = { $degree } («{ $typed }»)
claim-certainty-none = مؤكد (لم يُذكر تحفّظ)
