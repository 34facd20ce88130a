# أسماء الكلمات المحدودة.
state-contested = مختلف فيه
state-one-source = مصدر واحد
state-unclear = مصدر واحد أو أكثر
state-corroborated = تؤيده مصادر مستقلة
state-untraceable = لا يمكن تتبع مصدره
state-unanswered = بلا إجابة
state-sentence-contested = تعطي المصادر إجابات لا تصح معًا.
state-sentence-one-source = لا ينفي أحد هذه الإجابة، ولا يؤكدها مصدر مستقل.
state-sentence-unclear = لا ينفي أحد هذه الإجابة؛ وقد تعود التقارير التي تسندها إلى مصدر واحد أو أكثر.
state-sentence-corroborated = يتفق عليها مصدران مستقلان أو أكثر، ولا ينفيها أحد.
state-sentence-untraceable = لا تسمّي التقارير أحدًا يُفترض أنه يعلم؛ فلا تُحسب مصدرًا أصليًا.
state-sentence-unanswered = لا يجزم أي مصدر بإجابة.

kind-rival-sources = مصادر متعارضة
kind-lost-in-relay = تغيّر عند النقل
kind-changed-account = تغيّرت الرواية
kind-within-one-report = في تقرير واحد
kind-sentence-rival-sources = تعطي مصادر مختلفة إجابات مختلفة.
kind-sentence-lost-in-relay = يقول الناقل غير ما جاء في التقرير الذي ينقل عنه.
kind-sentence-changed-account = يعطي المصدر نفسه إجابة ثم إجابة أخرى.
kind-sentence-within-one-report = يعطي المصدر نفسه إجابتين في الوثيقة نفسها.

severity-minor = طفيف
severity-moderate = متوسط
severity-major = كبير

warning-circular = بعض هذه الروايات لا يعود إلا إلى بعضها؛ ولا يُعرف لها أصل.
warning-cites-later = تستشهد وثيقة بوثيقة أخرى تاريخها بعدها.
warning-hull = لإحدى القيم تواريخ ممكنة كثيرة لا تُحفظ واحدًا واحدًا؛ فتُقرأ على أنها المدى الذي يضمها.
warning-too-many-combinations = عدد التوافيق بين الإجابات وحالات النفي أكبر مما يُعرض هنا.
warning-too-many-undetermined = عدد أزواج الادعاءات التي لا يمكن الحكم على العلاقة بينها أكبر مما يُعرض هنا.

stance-asserts = يؤكد
stance-denies = ينفي

basis-witnessed = شهده بنفسه
basis-told = نقلًا عن آخرين
basis-deduced = استنتاج
basis-induced = استدلال من نمط متكرر
basis-not-stated = لم يُذكر

certainty-certain = مؤكد
certainty-probable = مرجّح
certainty-possible = ممكن

source-kind-outlet = وسيلة إعلام
source-kind-official = مسؤول
source-kind-eyewitness = شاهد عيان
source-kind-organisation = منظمة
source-kind-document = وثيقة
source-kind-person = شخص
source-kind-unattributed = تقارير غير منسوبة
source-group-unnamed = مجموعة، بلا أسماء
source-unnamed-official = مسؤول، بلا اسم
source-unnamed-eyewitness = شاهد عيان، بلا اسم
source-unnamed-person = شخص، بلا اسم
source-named-official = مسؤول، ذُكر اسمه
source-named-eyewitness = شاهد عيان، ذُكر اسمه
source-named-person = شخص، ذُكر اسمه

answer-time = تاريخ أو وقت
answer-duration = مدة
answer-count = عدد
answer-place = مكان
answer-entity = شخص أو مجموعة أو منظمة
answer-choice = اختيار
answer-text = نص حر

entity-person = شخص
entity-group = مجموعة
entity-organisation = منظمة

visibility-public = علنية
visibility-internal = داخلية
visibility-private = خاصة

assessment-unresolved = غير محسوم
assessment-explained = مفسَّر
assessment-leaning = مرجَّح
assessment-settled = محسوم

reliability-A = A: موثوق تمامًا
reliability-B = B: موثوق عادةً
reliability-C = C: موثوق إلى حد ما
reliability-D = D: غير موثوق عادةً
reliability-E = E: غير موثوق
reliability-F = F: لا يمكن الحكم على موثوقيته
credibility-1 = 1: أكدته مصادر أخرى
credibility-2 = 2: مرجّح
credibility-3 = 3: ممكن
credibility-4 = 4: مشكوك فيه
credibility-5 = 5: مستبعد
credibility-6 = 6: لا يمكن الحكم عليه

root-circular = تقارير تدور على نفسها، بلا أصل
