//! The environment of the process in one pass, for contracts with hundreds of variables.

use std::cell::Cell;
use std::ffi::OsString;

use super::{Environment, Process};
use crate::contract::Contract;

/// The environment of the running process, read in one pass.
///
/// Finding one variable costs a walk over half of the environment, reading all of it two allocations a variable: a
/// pass pays from a few hundred variables on, however many others there are.
pub struct Pass<'v> {
    values: &'v [Cell<Option<OsString>>],
}

/// The most variables for which nothing is allocated. Large blocks make glibc's `malloc` merge all small free ones
/// first, which costs more than the pass.
const ON_STACK: usize = 1024;

/// Setting up room for as many as that costs a tenth of a pass for three hundred.
const FEWER_ON_STACK: usize = 384;

/// As many variables as the table's numbers reach; any others are looked up by name.
const IN_TABLE: usize = u16::MAX as usize;

impl Pass<'_> {
    /// The number of variables from which a pass costs less.
    pub const PAYS_FROM: usize = 256;

    /// Reads the environment for the variables of a contract, and goes on with it.
    pub fn over<R>(contract: &Contract, then: impl FnOnce(&Pass<'_>) -> R) -> R {
        let count = contract.variables.len();
        if count <= FEWER_ON_STACK {
            Self::over_at_most::<FEWER_ON_STACK, 1024, R>(contract, then)
        } else if count <= ON_STACK {
            Self::over_at_most::<ON_STACK, 2048, R>(contract, then)
        } else {
            let mut table = vec![0; (2 * count).next_power_of_two()];
            then(&Pass::read(contract, &mut vec![None; count], &mut table))
        }
    }

    #[allow(clippy::large_stack_arrays)] // 28 KiB, for the reason above
    fn over_at_most<const N: usize, const TABLE: usize, R>(
        contract: &Contract,
        then: impl FnOnce(&Pass<'_>) -> R,
    ) -> R {
        let mut values = [const { None }; N];
        then(&Pass::read(contract, &mut values[..contract.variables.len()], &mut [0; TABLE]))
    }

    /// Takes the declared variables out of the environment. The table, of a power of two entries, holds where the hash
    /// of a name points or behind that one more than its position.
    fn read<'v>(contract: &Contract, values: &'v mut [Option<OsString>], table: &mut [u16]) -> Pass<'v> {
        let variables = &contract.variables;
        let mask = table.len() - 1;
        for (position, variable) in variables.iter().enumerate().take(IN_TABLE) {
            let mut at = hash(variable.name.as_bytes()) & mask;
            while table[at] != 0 {
                at = (at + 1) & mask;
            }
            table[at] = u16::try_from(position + 1).unwrap_or_default();
        }
        for (name, value) in std::env::vars_os() {
            let name = name.as_encoded_bytes();
            let mut at = hash(name) & mask;
            while table[at] != 0 {
                let position = usize::from(table[at]) - 1;
                if variables[position].name.as_bytes() == name {
                    // Of two with one name, the first is the one that `getenv` finds.
                    values[position].get_or_insert(value);
                    break;
                }
                at = (at + 1) & mask;
            }
        }
        Pass { values: Cell::from_mut(values).as_slice_of_cells() }
    }
}

impl Environment for Pass<'_> {
    fn value(&self, name: &str) -> Option<OsString> {
        Process.value(name)
    }

    fn declared(&self, position: usize, name: &str) -> Option<OsString> {
        if position < IN_TABLE { self.values.get(position)?.take() } else { self.value(name) }
    }

    fn names(&self) -> Vec<OsString> {
        Process.names()
    }
}

/// Eight bytes at a time; the last ones overlap. Both halves of each product count, so every byte reaches every bit.
#[allow(clippy::cast_possible_truncation)]
fn hash(name: &[u8]) -> usize {
    let mix = |hash: u64, word: u64| {
        let product = u128::from(hash ^ word) * 0x9e37_79b9_7f4a_7c15;
        (product ^ product >> 64) as u64
    };
    let (words, _) = name.as_chunks::<8>();
    let head = words.iter().fold(name.len() as u64, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    let tail = match name.last_chunk::<8>() {
        Some(word) => u64::from_le_bytes(*word),
        None => name.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)),
    };
    mix(head, tail) as usize
}
