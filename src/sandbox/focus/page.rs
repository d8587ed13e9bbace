/// Which entries of something long are asked for.
pub(super) struct Page {
    pub(super) skip: usize,
    pub(super) size: usize,
    /// Always the same full page.
    pub(super) stuck: bool,
}

impl Page {
    /// The places of the entries among so many.
    pub(super) fn places(&self, total: usize) -> Vec<usize> {
        if self.stuck {
            (0..total).cycle().take(self.size).collect()
        } else {
            (self.skip..total).take(self.size).collect()
        }
    }
}
