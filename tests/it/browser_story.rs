//! The first evening of a new installation, in a real browser: from the set-up code to a disagreement on the timeline.
//! The same story with scripts and without.

use std::time::Duration;

use counterpoint::{credentials::SetupCode, store::Editor};
use thirtyfour::{prelude::*, stringmatch::StringMatch};

use crate::support::{
    app::{NOW, TestApp},
    browser::{Visitor, serve, visit_as},
    records::moment,
    visitor::PASSWORD,
};

/// How long a page may take.
const PATIENCE: Duration = Duration::from_secs(20);
const STEP: Duration = Duration::from_millis(50);

/// A document with its one claim.
struct Report {
    title: &'static str,
    published: &'static str,
    excerpt: &'static str,
    answer: &'static str,
    /// Whom the outlet has it from, if not from itself.
    from: Option<&'static str>,
}

const OUTLET: &str = "The River Post";
const OFFICIAL: &str = "A spokesperson of the district";
const REPORTS: [Report; 2] = [
    Report {
        title: "Bridge closed after the flood",
        published: "2019-02-07",
        excerpt: "The bridge was closed on 10 January 2019.",
        answer: "10 January 2019",
        from: None,
    },
    Report {
        title: "District corrects the day",
        published: "2019-02-20",
        excerpt: "A spokesperson said that it was closed in mid-September 2018.",
        answer: "mid-September 2018",
        from: Some(OFFICIAL),
    },
];

/// An installation that nobody has an account on yet, and its set-up code.
async fn new_installation() -> (String, String) {
    let app = TestApp::empty().await;
    let code = SetupCode::random();
    app.store().set_setup_code(&Editor::system("test", moment(NOW)), code.digest().hex()).await.unwrap();
    (serve(app.router()).await, code.reveal())
}

/// The person at the browser.
struct Person {
    page: WebDriver,
    has_scripts: bool,
}

impl Person {
    /// Waits for what `selector` finds.
    async fn see(&self, selector: &str) -> WebDriverResult<WebElement> {
        self.page.query(By::Css(selector)).wait(PATIENCE, STEP).first().await
    }

    /// Waits until one of those that `selector` finds says `words`.
    async fn read(&self, selector: &str, words: &str) -> WebDriverResult<()> {
        let said = self.page.query(By::Css(selector)).with_text(StringMatch::new(words).partial());
        said.desc(words).wait(PATIENCE, STEP).first().await.map(drop)
    }

    async fn texts(&self, selector: &str) -> WebDriverResult<Vec<String>> {
        let mut texts = Vec::new();
        for element in self.page.find_all(By::Css(selector)).await? {
            let text = element.text().await?;
            texts.push(text.chars().filter(|c| !('\u{2066}'..='\u{2069}').contains(c)).collect());
        }
        Ok(texts)
    }

    async fn press(&self, selector: &str) -> WebDriverResult<()> {
        self.see(selector).await?.click().await
    }

    /// Presses what leads to another page, or to this one made anew.
    async fn follow(&self, selector: &str) -> WebDriverResult<()> {
        let before = self.see("html").await?;
        self.press(selector).await?;
        before.wait_until().wait(PATIENCE, STEP).stale().await
    }

    async fn fill(&self, fields: &[(&str, &str)]) -> WebDriverResult<()> {
        for (field, text) in fields {
            self.see(field).await?.send_keys(*text).await?;
        }
        Ok(())
    }

    /// Picks the choice that says `name`.
    async fn pick(&self, field: &str, name: &str) -> WebDriverResult<()> {
        let choices = self.see(field).await?;
        choices.find(By::XPath(format!(".//option[contains(., '{name}')]"))).await?.click().await
    }

    /// Fills the form for a new record, which is a link away, and saves it. The next page is headed `heading`.
    async fn make(&self, list: &str, heading: &str, fields: &[(&str, &str)]) -> WebDriverResult<()> {
        self.follow(&format!("a[href*='/{list}/new']")).await?;
        self.fill(fields).await?;
        self.follow("[data-save]").await?;
        self.read("h1", heading).await
    }
}

/// Makes the first account, which signs in.
async fn set_up(person: &Person, site: &str, code: &str) -> WebDriverResult<()> {
    person.page.goto(format!("{site}/setup")).await?;
    let chosen = [
        ("[name=code]", code),
        ("[name=sign_in_name]", "night-desk"),
        ("[name=name]", "Night desk"),
        ("[name=new_password]", PASSWORD),
        ("[name=new_password_again]", PASSWORD),
    ];
    person.fill(&chosen).await?;
    person.follow("main button.pri").await?;
    person.see("a[href*='/cases/new']").await.map(drop)
}

/// Makes a case with one question and two sources; the address of the case.
async fn begin_case(person: &Person) -> WebDriverResult<String> {
    person.make("cases", "The bridge", &[("#f-title-en", "The bridge")]).await?;
    let case = person.page.current_url().await?.to_string();
    person.make("events", "The bridge", &[("#f-title-en", "Closing of the bridge")]).await?;
    person.page.goto(&case).await?;
    person.follow("a[href*='/questions/new']").await?;
    person.pick("#f-event", "Closing of the bridge").await?;
    person.press("#f-answer option[value=time]").await?;
    person.fill(&[("#f-text-en", "When was it closed?")]).await?;
    person.follow("[data-save]").await?;
    person.read("h1", "When was it closed?").await?;
    for (name, kind) in [(OUTLET, "outlet"), (OFFICIAL, "official")] {
        person.page.goto(format!("{case}/sources")).await?;
        person.follow("a[href*='/sources/new']").await?;
        person.press(&format!("#f-kind option[value={kind}]")).await?;
        person.fill(&[("#f-name-en", name)]).await?;
        person.follow("[data-save]").await?;
        person.read("h1", name).await?;
    }
    Ok(case)
}

async fn add_document(person: &Person, case: &str, report: &Report) -> WebDriverResult<()> {
    person.page.goto(format!("{case}/documents/new")).await?;
    person.pick("#f-publisher", OUTLET).await?;
    let fields = [
        ("#f-title-en", report.title),
        ("#f-published", report.published),
        ("#f-language", "en"),
        ("#f-text", report.excerpt),
    ];
    person.fill(&fields).await?;
    person.follow("[data-save]").await?;
    person.read("h1", report.title).await
}

/// Types the claim of a report, without saving it.
async fn type_claim(person: &Person, case: &str, report: &Report) -> WebDriverResult<()> {
    person.page.goto(format!("{case}/claims/new")).await?;
    let before = person.see("html").await?;
    person.pick("#f-question", "When was it closed?").await?;
    if !person.has_scripts {
        person.press("[data-choose]").await?;
    }
    before.wait_until().wait(PATIENCE, STEP).stale().await?;
    // The question decides what is asked for.
    person.read("label[for=f-value]", "Date, as the source puts it").await?;
    person.fill(&[("#f-excerpt", report.excerpt)]).await?;
    person.pick("#f-document", report.title).await?;
    match report.from {
        None => {
            person.follow("[value='remove:2']").await?;
            person.read(".st1", "whoever published the document says it themselves").await?;
        }
        Some(source) => {
            person.fill(&[("#f-link-2", source)]).await?;
            person.follow("[value='insert:1']").await?;
            person.see(&format!("#f-link-3[value='{source}']")).await?;
            person.follow("[value='remove:2']").await?;
            person.see(&format!("#f-link-2[value='{source}']")).await?;
        }
    }
    person.fill(&[("#f-value", report.answer)]).await
}

/// What would follow is told before the claim is saved: while somebody types, or at a press.
async fn look_ahead(person: &Person) -> WebDriverResult<()> {
    if !person.has_scripts {
        person.follow("button[value=check]:not([data-choose])").await?;
    }
    person.read("[data-live=outlook]", "Opens a disagreement on “When was it closed?”").await?;
    person.read("[data-live=outlook]", "112 to 121 days before").await?;
    person.read("[data-live=excerpt]", "Found in paragraph 1").await
}

async fn tell(person: &Person, site: &str, code: &str) -> WebDriverResult<()> {
    set_up(person, site, code).await?;
    let case = begin_case(person).await?;
    for report in &REPORTS {
        add_document(person, &case, report).await?;
        type_claim(person, &case, report).await?;
        if report.from.is_some() {
            look_ahead(person).await?;
        }
        person.follow("button.pri[data-save]").await?;
        person.read("h1", report.answer).await?;
    }
    person.page.goto(&case).await?;
    assert_eq!(person.texts(".tl .gap .dim bdi").await?, ["112–121 days apart"]);
    assert_eq!(person.texts(".tl .lane .v a").await?, ["10 January 2019", "Mid-September 2018"]);
    assert_eq!(person.texts(".diff .big bdi").await?, ["112–121 days"]);
    let positions = person.texts(".diff .pl .who").await?;
    assert!(positions.iter().any(|who| who.contains(OUTLET)), "{positions:?}");
    assert!(positions.iter().any(|who| who.contains(OFFICIAL)), "{positions:?}");
    Ok(())
}

async fn story(visitor: Visitor, has_scripts: bool) {
    visit_as(visitor, async |page| {
        let (site, code) = new_installation().await;
        tell(&Person { page, has_scripts }, &site, &code).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_signs_in_makes_a_case_and_sees_two_accounts_disagree() {
    story(Visitor::AT_A_DESK, true).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_without_scripts() {
    story(Visitor::AT_A_DESK.without_scripts(), false).await;
}
