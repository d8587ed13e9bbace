//! Times both mechanisms outside WebAssembly: `native METHOD FILE ROUNDS` prints the medians, in microseconds, as JSON.

use kontragent_bench_serde::{ours, structs};
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, method, file, rounds] = arguments.as_slice() else { panic!("native METHOD FILE ROUNDS") };
    let body = std::fs::read(file).expect("a file");
    let rounds: usize = rounds.parse().expect("a number");
    let time = |run: fn(&str, &[u8]) -> Result<String, String>| {
        let mut times: Vec<u128> = (0..rounds)
            .map(|_| {
                let start = Instant::now();
                std::hint::black_box(run(method, &body).expect("it is understood"));
                start.elapsed().as_micros()
            })
            .collect();
        times.sort_unstable();
        times[rounds / 2]
    };
    println!("{{\"ours\":{},\"structs\":{}}}", time(ours), time(structs));
}
