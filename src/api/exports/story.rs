//! The timeline of a case for `TimelineJS`: what each root says, the reports that said so, and the time between answers
//! that cannot both be true.

use super::content::Content;
use crate::{
    domain::{
        calendar::{DAY_SECONDS, UtcOffset},
        timeline::{Mark, Shape, Timeline, View, Voice},
    },
    exchange::timeline_js::{Era, Event, Moment, Story},
    paths,
};

/// The story of a case.
pub(super) fn story(content: &Content<'_>) -> Story {
    let dossier = content.dossier();
    let case = dossier.case();
    let voices = content.material().voices();
    let mut events: Vec<Event> = voices.iter().filter(|it| it.is_known).filter_map(|it| said(content, it)).collect();
    let mut documents: Vec<usize> = content.visible().map(|claim| dossier.document_of(claim)).collect();
    documents.sort_unstable();
    documents.dedup();
    events.extend(documents.into_iter().map(|document| report(content, document)));
    Story {
        title: content.plain(content.text(&case.title).to_owned()),
        about: case.summary.as_ref().map(|it| content.plain(content.text(it).to_owned())).unwrap_or_default(),
        eras: eras(content, &voices),
        events,
    }
}

/// When one root says it happened; `None` where it names no time.
fn said(content: &Content<'_>, voice: &Voice) -> Option<Event> {
    let (words, dossier) = (content.words, content.dossier());
    let (mark, claim) = (voice.mark?, voice.headline());
    let value = words.claim_value(dossier, claim);
    let reading = words.reading(dossier, claim);
    let when = match &reading {
        Some(reading) => {
            words.tell("report-value-read", &[("value", value.as_str().into()), ("reading", reading.as_str().into())])
        }
        None => value.clone(),
    };
    let root = if voice.is_circular { words.say("root-circular") } else { content.source(voice.root) };
    let record = &dossier.claims()[claim];
    let document = &dossier.documents()[dossier.document_of(claim)];
    let chain: Vec<String> = dossier.chain_of(claim).iter().map(|&source| content.source(source)).collect();
    let attribution = words.tell(
        "export-chain-in-document",
        &[
            ("chain", chain.join(&words.say("history-chain-arrow")).into()),
            ("title", content.text(&document.title).into()),
            ("date", words.dated(&document.published).into()),
        ],
    );
    let said = words.tell("claim-sentence", &[("voice", root.into()), ("value", value.into())]);
    Some(Event {
        id: record.id.to_string(),
        group: content.plain(content.question(voice.question).to_owned()),
        span: span(mark, dossier.utc_offset(voice.question)),
        when: content.plain(when),
        headline: content.plain(said),
        paragraphs: vec![record.excerpt.to_string(), content.plain(attribution)],
        url: Some(content.claim_url(claim)),
    })
}

/// From the first to the last moment of a mark; one that is open at an end stands at its limit.
fn span(mark: Mark, offset: UtcOffset) -> (Moment, Option<Moment>) {
    let (first, last) = mark.bounds();
    let is_exact = mark.shape == Shape::Exact && last - first < DAY_SECONDS - 1;
    let moment = |second| Moment::of_second(second, offset, is_exact);
    (moment(first), (mark.first.is_some() && mark.last.is_some() && !is_exact).then(|| moment(last)))
}

/// A document as the report it is.
fn report(content: &Content<'_>, document: usize) -> Event {
    let (words, dossier) = (content.words, content.dossier());
    let record = &dossier.documents()[document];
    let publisher = dossier.source_number(&record.publisher).map(|source| content.source(source)).unwrap_or_default();
    let (first, last) = (Moment::of_day(record.published.first()), Moment::of_day(record.published.last()));
    Event {
        id: format!("report-{}", record.id),
        group: words.say("timeline-reported"),
        span: (first, Some(last)),
        when: content.plain(words.dated(&record.published)),
        headline: content.plain(content.text(&record.title).to_owned()),
        paragraphs: vec![content.plain(publisher)],
        url: Some(content.link(&paths::document(&dossier.case().id, &record.id))),
    }
}

/// The time between neighbouring positions that cannot both be true.
fn eras(content: &Content<'_>, voices: &[Voice]) -> Vec<Era> {
    let timeline = Timeline::among(content.material(), voices, &View::default());
    let mut eras = Vec::new();
    for group in &timeline.groups {
        for dimension in &group.dimensions {
            let question = group.lanes[dimension.after_lane].voices[0].question;
            let offset = content.dossier().utc_offset(question);
            let moment = |second| Moment::of_second(second, offset, false);
            let name = content.outcome(&content.analysis.questions[question]);
            eras.push(Era { span: (moment(dimension.from), moment(dimension.to)), name: content.plain(name) });
        }
    }
    eras
}
