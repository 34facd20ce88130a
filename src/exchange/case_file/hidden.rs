//! Records written by somebody who may not see all of them.

use serde_json::Value;

/// What an editor may not see stays as it is: a field of `typed` that is as they were `shown` it keeps what is `stored`,
/// and a list keeps what they could not see in it.
pub fn keep_hidden(typed: &mut Value, stored: &Value, shown: &Value) {
    let Some(fields) = stored.as_object() else { return };
    for (name, stored) in fields.iter().filter(|(name, stored)| shown[name.as_str()] != **stored) {
        let now = &typed[name.as_str()];
        let kept = match (now, stored, &shown[name.as_str()]) {
            (now, stored, shown) if now == shown => stored.clone(),
            (now, Value::Array(stored), shown) => {
                let seen = shown.as_array().cloned().unwrap_or_default();
                let mut list = now.as_array().cloned().unwrap_or_default();
                list.extend(stored.iter().filter(|item| !seen.contains(item)).cloned());
                Value::Array(list)
            }
            _ => continue,
        };
        typed[name.as_str()] = kept;
    }
}
