# الأماكن: الشجرة، والمكان الواحد وما يسمّيه من ادعاءات.
places-lede = كل مكان تحت المكان الذي يقع فيه. ويُحسب الادعاء لكل مكان يضم ما يسمّيه.
places-located = له إحداثيات
places-without-point = بلا إحداثيات
places-none-heading = لا أماكن بعد
places-none-explanation = تظهر الأماكن هنا حين تسمّي إجابة عن سؤال مكانًا.
places-claims = الادعاءات التي تسمّيه
places-claims-note = أو تسمّي جزءًا منه، أو دائرة حوله.
place-named = { $n ->
    [zero] لا ادعاء يسمّيه أو يسمّي جزءًا منه.
    [one] ادعاء واحد يسمّيه أو يسمّي جزءًا منه.
    [two] ادعاءان يسمّيانه أو يسمّيان جزءًا منه.
    [few] { $number } ادعاءات تسمّيه أو تسمّي جزءًا منه.
    [many] { $number } ادعاءً يسمّيه أو يسمّي جزءًا منه.
   *[other] { $number } ادعاء يسمّيه أو يسمّي جزءًا منه.
}
place-part-of = جزء من
place-parts = أجزاؤه
place-coordinates = الإحداثيات
place-no-point = غير معروفة
place-radius = امتداده
place-km = { $km } كم حوله
place-unresolved = لم يُحدَّد بعد
place-unresolved-explained = لم يُحسم بعد أي مكان يقصده هذا الاسم. وإلى أن يُحسم، لا يُعدّ متعارضًا مع مكان لا صلة له به، ولا يسند أي رواية.
