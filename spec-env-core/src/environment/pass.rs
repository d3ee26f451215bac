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

/// As many variables as the index's numbers reach; any others are looked up by name.
const IN_INDEX: usize = u16::MAX as usize;

impl Pass<'_> {
    /// The number of variables from which a pass costs less.
    pub const PAYS_FROM: usize = 256;

    /// Reads the environment for the variables of a contract, whose [`index`] this is, and goes on with it.
    #[allow(clippy::large_stack_arrays)] // 24 KiB, for the reason above
    pub fn over<R>(contract: &Contract, index: &[u8], then: impl FnOnce(&dyn Environment) -> R) -> R {
        let count = contract.variables.len();
        if count <= FEWER_ON_STACK {
            let mut values = [const { None }; FEWER_ON_STACK];
            then(&Pass::read(contract, index, &mut values[..count]))
        } else if count <= ON_STACK {
            let mut values = [const { None }; ON_STACK];
            then(&Pass::read(contract, index, &mut values[..count]))
        } else {
            then(&Pass::read(contract, index, &mut vec![None; count]))
        }
    }

    /// Takes the declared variables out of the environment.
    fn read<'v>(contract: &Contract, index: &[u8], values: &'v mut [Option<OsString>]) -> Pass<'v> {
        let (table, _) = index.as_chunks::<2>();
        let mask = table.len().wrapping_sub(1);
        for (name, value) in std::env::vars_os() {
            let name = name.as_encoded_bytes();
            let mut at = hash(name);
            // A table has empty entries, so this ends.
            while let Some(position) =
                table.get(at & mask).and_then(|entry| u16::from_le_bytes(*entry).checked_sub(1))
            {
                let position = usize::from(position);
                if contract.variables[position].name.as_bytes() == name {
                    // Of two with one name, the first is the one that `getenv` finds.
                    values[position].get_or_insert(value);
                    break;
                }
                at = at.wrapping_add(1);
            }
        }
        Pass { values: Cell::from_mut(values).as_slice_of_cells() }
    }
}

/// A table that leads from names to positions, for code that knows its contract when it is compiled: two bytes, little
/// end first, at what the name hashes to or behind that, hold one more than the position.
#[must_use]
pub fn index(contract: &Contract) -> Vec<u8> {
    let names = contract.variables.iter().map(|variable| variable.name.as_bytes());
    let mut table = vec![[0; 2]; (2 * contract.variables.len() + 1).next_power_of_two()];
    let mask = table.len() - 1;
    for (name, number) in names.zip(1..=u16::MAX) {
        let mut at = hash(name) & mask;
        while table[at] != [0; 2] {
            at = (at + 1) & mask;
        }
        table[at] = number.to_le_bytes();
    }
    table.concat()
}

impl Environment for Pass<'_> {
    fn value(&self, name: &str) -> Option<OsString> {
        Process.value(name)
    }

    fn declared(&self, position: usize, name: &str) -> Option<OsString> {
        if position < IN_INDEX { self.values.get(position)?.take() } else { self.value(name) }
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
