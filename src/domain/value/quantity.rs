//! stub
use super::AxisReading;
use crate::domain::{fault::ValueFault, policy::Policy};
pub fn read_count(_t: &str, _p: &Policy) -> Result<AxisReading, ValueFault> {
    Err(ValueFault::NeedsAnchor)
}
pub fn read_duration(_t: &str, _p: &Policy) -> Result<AxisReading, ValueFault> {
    Err(ValueFault::NeedsAnchor)
}
