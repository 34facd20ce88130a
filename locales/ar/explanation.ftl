# لماذا لا تصح الروايات معًا، خطوة خطوة، وقواعد التسامح.
explain-rule = تُقرأ عبارة «{ $value }» على أنها { $reading }: { $rule }.
explain-read = تُقرأ عبارة «{ $value }» على أنها { $reading }.
explain-by-hand = تُقرأ عبارة «{ $value }» على أنها { $reading }: وضع محرر هذه الحدود.
explain-exact = تؤخذ عبارة «{ $value }» كما هي.
explain-denied = ينفي أحد الادعاءات «{ $value }».
explain-answer = إحدى الإجابات «{ $value }».
explain-apart-time = لا وقت مشترك بينهما: بين الروايتين { $gap }.
explain-apart-place = لا نقطة مشتركة بينهما: بين المكانين { $gap }.
explain-apart-inside = لا نقطة مشتركة بينهما: بين المكانين { $gap }، وكلاهما في { $place }.
explain-apart-ratio = لا عدد مشترك بينهما: بالقراءة الحرفية لا تقل نسبة أحدهما إلى الآخر عن { $ratio }.
explain-apart = { $is_pair ->
    [yes] لا إجابة مشتركة بينهما.
   *[no] لا إجابة تقبلها كلها.
}
explain-furthest = { $is_pair ->
    [yes] مع بقية الادعاءات، بين الروايتين { $a } و{ $b }: { $gap }.
   *[no] الأبعد بينها الروايتان { $a } و{ $b }: { $gap }.
}
explain-furthest-ratio = { $is_pair ->
    [yes] مع بقية الادعاءات، لا تقل نسبة إحدى الروايتين { $a } و{ $b } إلى الأخرى عن { $ratio }.
   *[no] الأبعد بينها الروايتان { $a } و{ $b }: بالقراءة الحرفية لا تقل نسبة إحداهما إلى الأخرى عن { $ratio }.
}
explain-furthest-difference = { $is_pair ->
    [yes] مع بقية الادعاءات، لا يقل الفارق بين الروايتين { $a } و{ $b } عن { $difference }.
   *[no] الأبعد بينها الروايتان { $a } و{ $b }: بالقراءة الحرفية لا يقل الفارق بينهما عن { $difference }.
}
explain-one-event = يسأل السؤال عن حدث واحد، «{ $event }»، فلا { $is_pair ->
    [yes] تصحان معًا
   *[no] تصح كلها معًا
} إلا إن كان هناك أكثر من حدث.
explain-strict-undisputed = لا تجتمع هذه الادعاءات إلا ضمن هامش التسامح: { $strict } إذا قُرئت كل كلمة بحرفيتها.
explain-strict = { $tolerant }؛ و{ $strict } إذا قُرئت كل كلمة بحرفيتها.

rule-about-day-days = «نحو» مع يوم تمتد { $amount } في كل اتجاه
rule-about-month-days = «نحو» مع شهر تمتد { $amount } في كل اتجاه
rule-about-season-days = «نحو» مع فصل تمتد { $amount } في كل اتجاه
rule-about-year-days = «نحو» مع سنة تمتد { $amount } في كل اتجاه
rule-about-decade-years = «نحو» مع عقد تمتد { $amount } في كل اتجاه
rule-about-century-years = «نحو» مع قرن تمتد { $amount } في كل اتجاه
rule-part-of-month-days = الثلث الأول أو الأوسط أو الأخير من الشهر يمتد { $amount } أخرى في كل اتجاه
rule-part-of-year-days = الثلث الأول أو الأوسط أو الأخير من السنة يمتد { $amount } أخرى في كل اتجاه
rule-ago-units = «قبل كذا من الوحدات» تمتد { $amount } من الوحدات في كل اتجاه
rule-last-month-days = «الشهر الماضي» هو الشهر السابق في التقويم ويمتد { $amount } أخرى في كل اتجاه
rule-last-week-days = «الأسبوع الماضي» هو الأسبوع السابق ويمتد { $amount } أخرى في كل اتجاه
rule-about-minute-minutes = «نحو» مع ساعة من اليوم تمتد { $amount } في كل اتجاه
rule-o-clock-minutes = الساعة المذكورة بلا دقائق تمتد { $amount } في كل اتجاه
rule-about-number-steps = «نحو» مع عدد تمتد { $amount } من الخانة التي قُرّب إليها، في كل اتجاه
rule-more-than-slack = «أكثر من» تشمل أيضًا ما دون القراءة الحرفية بمقدار { $amount }
rule-nearly-core-percent = «ما يقارب» عددًا تبدأ، بالقراءة الحرفية، من { $amount } منه
rule-nearly-envelope-percent = «ما يقارب» عددًا تبدأ، بالقراءة المتسامحة، من { $amount } منه
rule-many-core = «كثيرون»، بالقراءة الحرفية، { $amount } أو أكثر
rule-many-envelope = «كثيرون»، بالقراءة المتسامحة، { $amount } أو أكثر
rule-about-duration-units = «نحو» مع مدة تمتد { $amount } من وحدتها في كل اتجاه
rule-near-km = «قرب» مكان تمتد { $amount } حوله
