# التحليل نصًا.
report-as-of = ما كان معروفًا حتى { $date }
report-counts = { $claims } في { $documents }، { $questions }: { $n ->
    [zero] بلا خلاف
    [one] سؤال واحد مختلف فيه
    [two] سؤالان مختلف فيهما
    [few] { $number } أسئلة مختلف فيها
    [many] { $number } سؤالًا مختلفًا فيه
   *[other] { $number } سؤال مختلف فيه
}
report-kinds = النوع: { $kinds }
report-witness = لا تصح معًا: { $claims }
report-separator = {"، "}
report-value-read = { $value } (كما فهمناه: { $reading })
report-value-note = { $value }. { $note }
report-support = { $support }، { $channels }
report-one-source = لا خلاف عليها، لكن لها مصدر واحد
report-unclear = لا خلاف عليها، ولها مصدر واحد أو أكثر
report-corroborated = تؤيدها مصادر مستقلة
report-untraceable = لا يمكن تتبع المصدر؛ لا يُحسب مصدرًا أصليًا
report-unanswered = بلا إجابة
