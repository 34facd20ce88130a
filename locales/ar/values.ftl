# ما تقوله الادعاءات.
about = نحو { $value }
quoted = «{ $text }»
value-denied = نفي { $value }
value-denied-inside = نفي { $value }
value-denied-phrase = نفي «{ $value }»
value-denied-phrase-inside = نفي «{ $value }»
value-uncertain = { $value } (غير مؤكد)
value-words = بكلمات المصدر
value-neither = لا «{ $a }» ولا «{ $b }»
value-none-of = ليس أيًّا من { $values }
value-but-not = { $value }، باستثناء { $denied }
value-given-and-denied = { $given }؛ مع نفي { $denied }
value-statements = { $n ->
    [zero] لا نصوص
    [one] نص واحد
    [two] نصّان لم يُقارَن بينهما
    [few] { $number } نصوص لم يُقارَن بينها
    [many] { $number } نصًّا لم يُقارَن بينها
   *[other] { $number } نص لم يُقارَن بينها
}
position-meets-on-one-day = لا تلتقي رواياتهم إلا في يوم واحد.

time-any = أي وقت
time-none = لا وقت
time-from = من { $date }
time-until = في { $date } أو قبله
time-early = مطلع { $whole }
time-mid = منتصف { $whole }
time-late = أواخر { $whole }
time-one-of = { $n ->
    [zero] لا تاريخ
    [one] تاريخ واحد
    [two] أحد تاريخين
    [few] أحد { $number } تواريخ
    [many] أحد { $number } تاريخًا
   *[other] أحد { $number } تاريخ
} ضمن { $span }
moment = { $date }، الساعة { $time }
moment-offset = { $moment } ({ $offset })

quantity-any = أي عدد
quantity-at-least = { $amount } على الأقل
quantity-at-most = { $amount } على الأكثر
quantity-more-than = أكثر من { $amount }
quantity-fewer-than = أقل من { $amount }
quantity-less-than = أقل من { $amount }
quantity-nearly = ما يقارب { $amount }
quantity-or-more = { $amount } أو أكثر

vague-many = كثيرون
vague-a-couple = اثنان تقريبًا
vague-a-few = بضعة
vague-several = عدة
vague-a-handful = عدد قليل
vague-a-dozen = نحو اثني عشر
vague-dozens = عشرات
vague-several-dozen = بضع عشرات
vague-scores = عشرات كثيرة
vague-tens = عشرات
vague-hundreds = مئات
vague-several-hundred = بضع مئات
vague-thousands = آلاف
vague-tens-of-thousands = عشرات الآلاف
vague-hundreds-of-thousands = مئات الآلاف
vague-several-thousand = بضعة آلاف
vague-millions = ملايين
vague-billions = مليارات

place-near = قرب { $place }
place-within = ضمن { $km } كم من { $place }
place-point = { $point }
place-point-around = { $point }، ضمن { $km } كم
