use super::Error;
use crate::identifiers::Locale;
use crate::json::Object;

impl Error {
    /// The error as JSON: its class as `name`, `code`, `message`, `attempts`, and of the others what is known, under the
    /// names that they have in JavaScript.
    pub fn json(&self, locale: Locale) -> String {
        let mut object = Object::new();
        object.text("name", Some(self.kind().name()));
        object.text("code", Some(self.code()));
        object.text("message", Some(&self.message(locale)));
        object.count("attempts", Some(self.attempts.into()));
        object.text("provider", self.provider.map(|provider| provider.name()));
        object.text("operation", self.operation.as_deref());
        object.text("path", self.path.as_deref());
        object.count("status", self.status.map(u64::from));
        object.text("requestId", self.request_id.as_deref());
        object.count("retryAfterMs", self.retry_after_ms.map(|ms| ms as u64));
        object.text("providerCode", self.cause.own_code());
        object.text("excerpt", self.excerpt.as_deref());
        if let Some(details) = self.cause.details() {
            object.json("details", details);
        }
        object.end()
    }
}
