//! What conditions say of variables.

use crate::ears::phrase::{Phrases, phrases};

/// What a condition says of a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// It has a value.
    Set,
    /// It has none.
    Unset,
    /// It is the empty string.
    Empty,
    /// A literal follows.
    SetTo,
    /// It breaks its type.
    Invalid,
    /// It is below zero.
    Negative,
    /// It is zero or below.
    NonPositive,
    Positive,
    /// A literal follows that it falls short of.
    Below,
    /// A literal follows that it exceeds.
    Above,
    /// A literal follows that it does not exceed.
    AtMost,
    /// A literal follows that it does not fall short of.
    AtLeast,
    /// A length follows that it falls short of.
    Shorter,
    /// A length follows that it exceeds.
    Longer,
    /// It is on.
    True,
    /// It is off.
    False,
    /// A literal follows that it differs from.
    OtherThan,
    /// It has a value that is described, not named.
    Described,
}

pub(crate) static STATES: Phrases<State> = phrases!(
    State,
    [
        (
            State::Set,
            &[
                "set",
                "provided",
                "defined",
                "configured",
                "present",
                "specified",
                "available",
                "supplied",
                "given",
                "declared",
                "exported",
                "populated",
                "exist|exists",
                "found",
                "non-empty",
                "passed",
                "filled in?",
                "there",
                "specifies|provides|says|states|defines|gives|supplies|sets otherwise|another|one|it|differently",
                "specifies|provides|says|defines|gives|supplies|sets another value|port|host|path|address|url|one|file|directory|level",
                "specifies|provides|says|defines|gives|supplies|sets a different value|port|host|path|address|url|one|file|directory|level",
                "overridden",
                "overrides it|this|that|the",
                "assigned",
            ],
        ),
        (
            State::Unset,
            &[
                "unset",
                "missing",
                "absent",
                "undefined",
                "omitted",
                "unspecified",
                "unavailable",
                "unconfigured",
                "not-set",
                "null",
                "left|remains unset|undefined|out",
                "no longer set",
                "has|have no|not a|any? value",
                "without a|any? value",
                "cannot|can't be found|located",
                "cannot|can't be loaded|read|found|retrieved|obtained from the? environment|env",
                "not there",
                "forgotten",
            ],
        ),
        (
            State::Empty,
            &[
                "empty",
                "blank",
                "a|an? empty string",
                "the empty string",
                "set to an|the empty string|value",
                "set but empty",
                "left|remains empty|blank",
                "whitespace|whitespace-only",
                "only whitespace|blanks",
            ],
        ),
        (
            State::SetTo,
            &[
                "set to",
                "set to the? placeholder|literal|value|string",
                "set to the? default|placeholder|example value|values?",
                "set|equal|equals to? one of the? default|placeholder|example value|values",
                "equal|equals to? the? placeholder|literal|value|string?",
                "has|have|contains|contain|is one of the? default|placeholder|example value|values",
                "contains|contain a|the? placeholder value|values",
                "one of the? default|placeholder|example value|values",
                "still holds|has|contains|equals|is the? placeholder|default|example? value?",
                "set to the default|placeholder|example development|demo|sample value|secret|key|password?",
                "has|have|holds the default|placeholder|example value?",
                "the placeholder value?",
                "left|still at|as the? placeholder|default|example? value?",
                "has|have the? value",
                "configured as|to",
                "has|have a value of",
                "=",
            ],
        ),
        (
            State::Invalid,
            &[
                "invalid",
                "set to a|an? invalid|unparseable|unparsable|unknown|unrecognized|unrecognised|unsupported|malformed",
                "contains|contain|has|have|holds|hold a|an? invalid|unparseable|unparsable|malformed|unknown|unrecognized|unrecognised|unsupported",
                "a|an? invalid|unparseable|unparsable|malformed|unknown|unrecognized|unrecognised|unsupported",
                "unparseable|unparsable",
                "malformed",
                "out of the|its? range of?",
                "out-of-range",
                "too low|high|small|large|big|short|long",
                "too low|high|small|large|big|short|long or too? low|high|small|large|big|short|long",
                "outside the|its|this|that|of?",
                "fall|falls|lie|lies outside the|its? allowed|valid|accepted|permitted|supported? range? of?",
                "fall|falls out of the|its? range of?",
                "set? to a|an value|number|integer|port outside the|its|this|that|of?",
                "outside the? allowed|valid|accepted|permitted|supported? range",
                "unknown",
                "garbage|nonsense|gibberish|rubbish",
                "weak|insecure|stale|obsolete|outdated|expired|bad|wrong|unacceptable",
                "unrecognized|unrecognised",
                "unsupported",
                "contains|contain|has|have|holds|hold a|an? non-numeric|non-integer|non-positive|negative|empty",
                "set to a|an? non-numeric|non-integer|non-positive|negative",
                "a|an non-numeric|non-integer",
                "non-numeric",
                "non-integer",
                "not-a-number",
                "incorrect",
                "cannot|can't be parsed|converted|read|interpreted",
                "can not be parsed|converted|read|interpreted",
                "could not be parsed|converted",
                "fails|fail to parse|convert",
                "fails|fail to be parsed|converted",
                "fails|fail its? type|format? validation|check|type/format",
                "incorrectly formatted",
                "badly formatted",
                "ill-formed",
            ],
        ),
        (
            State::Negative,
            &["negative", "a negative value|number|integer", "set to a negative value|number|integer?"],
        ),
        (State::Positive, &["positive"]),
        (
            State::NonPositive,
            &[
                "non-positive",
                "set? to? zero or a? negative|less|below value|number|integer?",
                "negative or zero",
            ],
        ),
        (State::AtMost, &["less|lower|smaller|fewer than or equal to", "at most", "no more|greater than"]),
        (State::AtLeast, &["greater|more|higher|larger than or equal to", "at least", "no less|fewer than"]),
        (
            State::Below,
            &[
                "below",
                "less|lower|smaller|fewer than",
                "under",
                "set to a value below|under",
                "set to a value less|lower|smaller than",
                "set to less|lower than",
                "falls|fall below",
            ],
        ),
        (
            State::Above,
            &[
                "above",
                "greater|more|higher|larger|bigger than",
                "over",
                "exceeds|exceed|exceeding",
                "beyond",
                "set to a value above|over",
                "set to a value greater|higher|larger|bigger|more than",
                "set to more|greater than",
            ],
        ),
        (
            State::Shorter,
            &[
                "shorter than",
                "has|have fewer|less than",
                "contains|contain fewer|less than",
                "set to a value shorter than",
                "set? to? a? value? of? fewer than",
                "has|have|contains|contain a value of? fewer|shorter than",
            ],
        ),
        (
            State::Longer,
            &[
                "longer than",
                "has|have more than",
                "contains|contain more than",
                "set to a value longer than",
                "has|have|contains|contain a value longer than",
            ],
        ),
        (
            State::True,
            &["enabled", "set to a truthy value?", "truthy", "turned on", "switched on", "on", "active"],
        ),
        (State::False, &["disabled", "set to a falsy value?", "falsy", "turned off", "switched off", "off"]),
        (
            State::OtherThan,
            &[
                "any|a|some|set? to? value other than",
                "set to any|a|some value other than",
                "other than",
                "differs|differ|different from",
                "set to any|some other value than",
                "holds|contains|has? any other value than",
                "provided|given|supplied with a value other than",
                "set to anything other|but than?",
                "anything other|but than?",
                "holds|contains|has anything|something other|but than?",
                "set? to? something|anything other|else than",
            ],
        ),
        (
            State::Described,
            &[
                "set to any|a|some|one value|values",
                "set to any other value",
                "any other value",
                "any value",
                "holds|contains|has|takes any other value",
                "holds|contains|has|takes another value",
                "holds|contains|has anything|something else",
                "set? to? something else?",
                "set to anything else?",
                "none of these|those|them",
            ],
        ),
    ]
);

/// How many of several variables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quantifier {
    AtLeast,
    AtMost,
    Exactly,
}

pub(crate) static QUANTIFIERS: Phrases<Quantifier> = phrases!(
    Quantifier,
    [
        (Quantifier::AtLeast, &["at least one of", "one or more of", "either of?", "any one? of", "one of"]),
        (Quantifier::AtMost, &["at most one of", "no|not more than one of", "only one of"]),
        (Quantifier::Exactly, &["exactly one of", "one and only one of", "precisely one of"]),
    ]
);
