//! stub
use super::AxisReading;
use crate::domain::{
    calendar::{Day, UtcOffset},
    fault::ValueFault,
    policy::Policy,
};
pub struct TimeContext<'a> {
    pub anchor: Option<Day>,
    pub utc_offset: UtcOffset,
    pub policy: &'a Policy,
}
pub fn read(text: &str, _c: &TimeContext<'_>) -> Result<AxisReading, ValueFault> {
    read_edtf(text, UtcOffset::UTC)
}
pub fn read_edtf(_text: &str, _o: UtcOffset) -> Result<AxisReading, ValueFault> {
    Err(ValueFault::NeedsAnchor)
}
