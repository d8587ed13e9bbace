//! `monList`, `req/mon` and `egrDetails/mon`: companies that are watched, and those of them that changed.

use crate::model::models;

models! {
    /// A company of the watch list: one that is on it (`monList`), or one whose requisites (`req/mon`) or registry details
    /// (`egrDetails/mon`) changed on a day.
    pub MONITORED: "FocusMonitored" {
        /// ИНН, 10 or 12 digits. `mon` often gives the ОГРН alone.
        either inn: Text;
        /// ОГРН (13 digits) or ОГРНИП (15 digits).
        either ogrn: Text;
    }
}
