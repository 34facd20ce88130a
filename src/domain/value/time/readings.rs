use super::*;
use crate::domain::calendar::DAY_SECONDS;
#[test]
fn explore() {
    let policy = Policy::standard();
    let anchor = Day::parse_iso("2019-02-08");
    let context = TimeContext { anchor, utc_offset: UtcOffset::UTC, policy: &policy };
    let show = |s: &Spans| {
        s.pieces()
            .iter()
            .map(|p| {
                let f = |x: Option<i64>, hi: bool| {
                    x.map_or("..".into(), |x| {
                        let d = Day::of_second(x, UtcOffset::UTC);
                        let r = x.rem_euclid(DAY_SECONDS);
                        if (!hi && r == 0) || (hi && r == DAY_SECONDS - 1) {
                            d.to_string()
                        } else {
                            format!("{d}T{:02}:{:02}:{:02}", r / 3600, r / 60 % 60, r % 60)
                        }
                    })
                };
                format!("{}/{}", f(p.lower(), false), f(p.upper(), true))
            })
            .collect::<Vec<_>>()
            .join(" + ")
    };
    for line in std::fs::read_to_string("/tmp/phrases.txt").unwrap().lines() {
        match read(line, &context) {
            Ok(r) => println!("{line} => {} | {} | {} | {:?}", r.canonical, show(&r.core), show(&r.envelope), r.rule),
            Err(e) => println!("{line} => ERR {e:?}"),
        }
    }
}
