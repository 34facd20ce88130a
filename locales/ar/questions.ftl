# صفحة السؤال.
question-crumb = سؤال
question-crumb-disagreement = الخلاف { $number } من { $total }
question-neighbours = خلافات أخرى
question-previous = الخلاف السابق
question-next = الخلاف التالي
question-event = الحدث: { $event }
question-unit = المعدود: { $unit }
question-scope = النطاق: { $scope }
question-many = قد تصح عدة إجابات معًا
question-severity = درجة الخلاف: { $severity }
question-lede-gap = { $gap }.
question-lede-both = لا يمكن أن يصحّ كلاهما عن حدث واحد.
question-lede-all = لا يمكن أن تصحّ كلها عن حدث واحد.
question-lede-not-yet = لم يكن أي تقرير قد أجاب عن هذا السؤال حتى ذلك اليوم.
question-lede-nodes = ما سمّاه مصدران أصليان مستقلان أو أكثر: { $nodes }.
question-since = منذ { $date }، مع تقرير { $publishers }
question-since-at-latest = منذ { $date } على أبعد تقدير، مع تقرير { $publishers }
question-since-withdrawal = منذ { $date }، حين سُحب أحد الادعاءات
question-axis-month = { $month } { $year }
question-gap = { $gap } { $apart }
question-gap-days = { $n ->
    [zero] أقل من يوم على الأقل، و{ $most } على الأكثر
    [one] يوم واحد على الأقل، و{ $most } على الأكثر
    [two] يومان على الأقل، و{ $most } على الأكثر
    [few] { $least } أيام على الأقل، و{ $most } على الأكثر
    [many] { $least } يومًا على الأقل، و{ $most } على الأكثر
   *[other] { $least } يوم على الأقل، و{ $most } على الأكثر
}
question-gap-ratio = أكثر بنسبة { $ratio } إلى 1 على الأقل
question-gap-difference = الفارق لا يقل عن { $difference }

question-read-as = فُهم على أنه: { $reading }.
question-read-by-rule = فُهم على أنه: { $reading }؛ { $rule }.
question-support-in-all = { $support } في المجموع
question-answer-support = { $answer }: { $support }
question-own-support = من غير الادعاءات المشتركة مع روايات أخرى: { $support }
question-read-by-hand = فُهم على أنه: { $reading }، وقد حدّد محرّر هذين الطرفين.
question-leaves = ما تتركه هذه الادعاءات معًا: { $common }.
question-within-tolerance = لا تتفق هذه الادعاءات إلا ضمن هامش التسامح.
question-spread = { $documents }، { $channels }
question-root-may-be = قد يكون هو نفسه { $others }
question-root-unnamed = لم يُسمَّ، فربما لم يكن مستقلًا عن غيره
question-root-unattributed = لا يسمّي مصدرًا
question-root-untraceable = لا يمكن تتبعه، ولا يُحسب مصدرًا أصليًا
question-basis-not-stated = لم يُذكر كيف عُلم ذلك
question-how-it-reached-us = كيف وصل إلينا
question-claim = الادعاء
question-in-context = في سياقه
question-in-our-words = بصياغتنا
question-shared = يتفق مع الروايات { $letters }
question-published-after = { $is_range ->
    [no] { $most ->
        [zero] { $date }، في اليوم المذكور نفسه
        [one] { $date }، بعد اليوم المذكور بيوم واحد
        [two] { $date }، بعد اليوم المذكور بيومين
        [few] { $date }، بعد اليوم المذكور بـ{ $most } أيام
        [many] { $date }، بعد اليوم المذكور بـ{ $most } يومًا
       *[other] { $date }، بعد اليوم المذكور بـ{ $most } يوم
    }
   *[other] { $most ->
        [zero] { $date }، في الوقت المذكور نفسه
        [one] { $date }، بعد الوقت المذكور بيوم على الأكثر
        [two] { $date }، بعد الوقت المذكور بيوم أو يومين
        [few] { $date }، بعد الوقت المذكور بما بين { $least } و{ $most } أيام
        [many] { $date }، بعد الوقت المذكور بما بين { $least } و{ $most } يومًا
       *[other] { $date }، بعد الوقت المذكور بما بين { $least } و{ $most } يوم
    }
}
question-published-in = { $date }، «{ $title }»
question-voice = { $root }، عبر { $relays }

question-why = لماذا تتعارض
question-together = ما الذي يمكن أن يصحّ معًا؟
question-together-yes = نعم
question-together-no = لا
question-together-tolerance = ضمن هامش التسامح فقط
question-together-one-point = عند نقطة واحدة فقط: { $point }
question-together-undetermined = لا يمكن الجزم
question-positions-left-out = { $n ->
    [zero] كل الروايات معروضة هنا.
    [one] رواية واحدة أخرى غير معروضة هنا.
    [two] روايتان أخريان غير معروضتين هنا.
    [few] { $number } روايات أخرى غير معروضة هنا.
    [many] { $number } رواية أخرى غير معروضة هنا.
   *[other] { $number } رواية أخرى غير معروضة هنا.
}
question-values-left-out = { $n ->
    [zero] كل الإجابات في هذا الجدول.
    [one] إجابة واحدة أخرى ليست في هذا الجدول.
    [two] إجابتان أخريان ليستا في هذا الجدول.
    [few] { $number } إجابات أخرى ليست في هذا الجدول.
    [many] { $number } إجابة أخرى ليست في هذا الجدول.
   *[other] { $number } إجابة أخرى ليست في هذا الجدول.
}
question-kinds = نوع هذا الخلاف
question-lost-in-relay = تغيّر في النقل
question-lost-in-relay-explanation = رواية منقولة تقول غير ما قاله التقرير الذي نقلت عنه. الكلمات جنبًا إلى جنب.
question-words-of-original = الأصل
question-words-of-retelling = النقل
question-original-words = بلفظه الأصلي:
question-change-value = تغيّرت الإجابة.
question-change-narrower = صارت الإجابة أدقّ من الأصل.
question-change-wider = صارت الإجابة أقل دقة.
question-change-shifted = انزاحت الإجابة، ويمكن أن يصحّ القولان معًا.
question-change-undetermined = لا يمكن مقارنة الإجابتين.
question-change-surer = سقط التحفّظ: كان الأصل أقل جزمًا.
question-change-less-sure = أُضيف تحفّظ: كان الأصل أكثر جزمًا.
question-change-speaker-moved = نُسب قول { $from } إلى { $to }.
question-change-speaker-lost = لم يعد صاحب القول، { $from }، مذكورًا.
question-change-plural = صار المتحدث الواحد عدة متحدثين.
question-change-singular = صار عدة متحدثين متحدثًا واحدًا.
question-changed-in-relay = تبدّل في النقل
question-changed-in-relay-explanation = هذه النقول تحمل الإجابة، لكن لا كما قيلت. الكلمات جنبًا إلى جنب.

question-judgement = حكم المحرّر، منفصل عن الأدلة
question-not-assessed = لم يُقيَّم
question-not-assessed-reason = لم يقيّم أي محرّر هذا الخلاف بعد.
question-would-settle = ما قد يحسمه
question-assessed-by = قيّمه
question-assessed-by-on = { $by }، { $date }
question-based-on = استنادًا إلى
question-nothing-since = لم يتغيّر شيء منذ ذلك الحين.
question-stale = لم يعد محدَّثًا: تغيّر ما يستند إليه.
question-stale-added = { $n ->
    [zero] لم يُضف شيء.
    [one] أُضيف { $claims }: { $ids }.
    [two] أُضيف { $claims }: { $ids }.
    [few] أُضيفت { $claims }: { $ids }.
    [many] أُضيف { $claims }: { $ids }.
   *[other] أُضيف { $claims }: { $ids }.
}
question-stale-gone = { $n ->
    [zero] لم يزل شيء.
    [one] زال { $claims }: { $ids }.
    [two] زال { $claims }: { $ids }.
    [few] زالت { $claims }: { $ids }.
    [many] زال { $claims }: { $ids }.
   *[other] زال { $claims }: { $ids }.
}
question-stale-edited = { $n ->
    [zero] لم يُعدَّل شيء.
    [one] عُدّل { $claims }: { $ids }.
    [two] عُدّل { $claims }: { $ids }.
    [few] عُدّلت { $claims }: { $ids }.
    [many] عُدّل { $claims }: { $ids }.
   *[other] عُدّل { $claims }: { $ids }.
}
question-stale-positions-new = { $n ->
    [zero] لا مواقف جديدة.
    [one] موقف واحد جديد أو مؤلف من ادعاءات أخرى.
    [two] موقفان جديدان أو مؤلفان من ادعاءات أخرى.
    [few] { $number } مواقف جديدة أو مؤلفة من ادعاءات أخرى.
    [many] { $number } موقفًا جديدًا أو مؤلفًا من ادعاءات أخرى.
   *[other] { $number } موقف جديد أو مؤلف من ادعاءات أخرى.
}
question-stale-positions-lost = { $n ->
    [zero] لم يتغيّر أي موقف.
    [one] موقف واحد لم يعد كما كان.
    [two] موقفان لم يعودا كما كانا.
    [few] { $number } مواقف لم تعد كما كانت.
    [many] { $number } موقفًا لم يعد كما كان.
   *[other] { $number } موقف لم يعد كما كان.
}
question-editors-differ = اختلف المحرّرون.
question-assessed-earlier = { $status } ({ $by }، { $date })
question-earlier-judgements = أحكام سابقة
question-assess = قيّم

question-list-non-committal = ادعاءات لا تلتزم بشيء
question-list-non-committal-explanation = تترك كل الإجابات ممكنة ولا تدعم أيًّا منها.
question-list-undetermined = أزواج لا يمكن مقارنتها بعد
question-list-undetermined-explanation = على محرّر أن يقول ما علاقة أحدها بالآخر.
question-list-withdrawn = لم تعد تُحسب
question-list-withdrawn-explanation = سحبها مصدرها، أو حلّ محلها رقم أحدث منه.
question-list-to-come = لم تُعرف بعد
question-list-to-come-explanation = نُشرت بعد اليوم الذي تعرضه هذه الصفحة.

assess-heading = تقييم خلاف
assess-status = حكمك
assess-reason = السبب
assess-would-settle = ما قد يحسمه
assess-reason-missing = اذكر السبب بلغة واحدة على الأقل.
assess-claims = الادعاءات التي يستند إليها
assess-claims-missing = اختر ادعاءً واحدًا على الأقل يستند إليه الحكم.
assess-signed = يُوقَّع باسمك، { $by }، وبوقت حفظه. وتبقى الأحكام السابقة إلى جانبه.
assess-save = وقّع واحفظ
assess-outdated-heading = تغيّرت القضية أثناء كتابتك
assess-outdated = ما كتبته محفوظ. انظر مَن غيّر ماذا، وراجع الادعاءات من جديد، ثم وقّع مرة أخرى.
assess-outdated-all = كل ما كُتب في القضية
