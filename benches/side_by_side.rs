//! Whole commands side by side: `cargo bench --bench side_by_side -- RUNS COMMAND [COMMAND …]`.
//!
//! Machines are shared and noisy, so that no time means anything alone: the commands run in turn (A B A B …) after one round that is
//! not counted, and what is told are the ratios of medians to the first command. Each command is one argument, run by `sh -c`; its
//! output is thrown away. Times and peak memory are those that GNU time (`/usr/bin/time`) tells.

#![expect(
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::float_arithmetic,
    reason = "a measurement that panics has failed, is printed, and rests on no money"
)]

use std::process::{Command, ExitCode, Stdio};

/// Wall and processor time in hundredths of a second, and peak memory in KiB.
type Cost = [u64; 3];

fn main() -> ExitCode {
    // Cargo adds `--bench`.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let (Some(runs), Some(commands)) = (arguments.first(), arguments.get(1..).filter(|commands| !commands.is_empty())) else {
        println!("usage: cargo bench --bench side_by_side -- RUNS COMMAND [COMMAND …]");
        return ExitCode::SUCCESS;
    };
    let Ok(runs) = runs.parse::<usize>() else {
        println!("`{runs}` is not a number of runs");
        return ExitCode::FAILURE;
    };
    let mut costs: Vec<Vec<Cost>> = vec![Vec::new(); commands.len()];
    for round in 0..=runs {
        for (command, costs) in commands.iter().zip(&mut costs) {
            match cost(command) {
                Ok(cost) if round > 0 => costs.push(cost),
                Ok(_) => {}
                Err(error) => {
                    println!("{command}: {error}");
                    return ExitCode::FAILURE;
                }
            }
        }
    }
    let medians: Vec<Cost> =
        costs.iter().map(|costs| [0, 1, 2].map(|index| median(costs.iter().map(|cost| cost[index]).collect()))).collect();
    println!("{runs} runs each, in turn; medians, wall and processor time as ratios to the first command");
    println!("{:>7} {:>7} {:>9}  command", "wall", "cpu", "peak MiB");
    for (command, cost) in commands.iter().zip(&medians) {
        let ratio = |index: usize| cost[index] as f64 / medians[0][index].max(1) as f64;
        println!("{:>7.2} {:>7.2} {:>9}  {command}", ratio(0), ratio(1), cost[2] / 1024);
    }
    println!(
        "(seconds of the first command, for the order of magnitude only: wall {:.2}, cpu {:.2})",
        medians[0][0] as f64 / 100.0,
        medians[0][1] as f64 / 100.0
    );
    ExitCode::SUCCESS
}

/// Runs a command once; a status that is not 0 is a result like any other.
fn cost(command: &str) -> Result<Cost, String> {
    let mut timed = Command::new("/usr/bin/time");
    timed.args(["-q", "-f", "cost %e %U %S %M", "sh", "-c", command]).stdout(Stdio::null()).stderr(Stdio::piped());
    let output = timed.output().map_err(|error| format!("GNU time cannot be run: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let told = said.lines().rev().find_map(|line| line.strip_prefix("cost ")).ok_or_else(|| format!("GNU time told nothing: {said}"))?;
    let hundredths = |text: &str| text.replace('.', "").parse::<u64>().unwrap_or(0);
    let fields: Vec<&str> = told.split(' ').collect();
    let &[wall, user, system, peak] = fields.as_slice() else { return Err(format!("GNU time told `{told}`")) };
    Ok([hundredths(wall), hundredths(user) + hundredths(system), peak.parse().unwrap_or(0)])
}

fn median(mut values: Vec<u64>) -> u64 {
    values.sort_unstable();
    values[values.len() / 2]
}
