//! What stands beside a variable's name and says something of its value.

use crate::ears::phrase::{Phrases, phrases};

/// What stands beside a variable's name and says something of its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attribute {
    /// A literal follows that stands in when the variable is missing; one bare word will do.
    Default,
    /// A literal follows that is used in its place; it must be marked as one.
    Use,
    /// It must be set.
    Required,
    /// It may be missing.
    Optional,
    /// Literals follow: the only values.
    OneOf,
    /// Two numbers follow.
    Between,
    /// A number follows.
    AtLeast,
    /// A number follows.
    AtMost,
    /// A number follows that is itself too small.
    MoreThan,
    /// A number follows that is itself too large.
    LessThan,
    /// Above zero.
    Positive,
    /// Not below zero.
    NonNegative,
    /// A regular expression follows.
    Pattern,
    /// It must not be shown.
    Secret,
    /// A length follows that it has.
    Exactly,
    /// Empty is a value.
    EmptyAllowed,
    /// A unit follows.
    In,
    /// Literals follow that are refused.
    Forbidden,
    /// Not zero.
    NonZero,
    /// What it looks like, in words that no contract states.
    Form(Form),
}

/// What a text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A literal follows that it begins with.
    Starts,
    /// A literal follows that it ends with.
    Ends,
    /// A literal follows that stands in it.
    Contains,
    /// A literal follows that shows what it looks like.
    Shape,
    /// Which characters it has.
    Characters,
    /// Its letters may be of either case.
    Case,
    /// What a number is like, beyond its limits.
    Numeric,
}

pub(crate) static ATTRIBUTES: Phrases<Attribute> = {
    use Attribute as A;
    phrases!(
        Attribute,
        [
            (
                A::Default,
                &[
                    "default|defaults|defaulting to",
                    "default is|are|of|value?",
                    "a|the default is",
                    "default value is|of|for?",
                    "default for",
                    "default value? shall|must|should|will be",
                    "default|defaults",
                    "with? a|the? default|defaults value? of|is?",
                    "fall|falls|falling back to",
                    "by default",
                    "by default it|this is",
                    "falling-back to",
                    "fallback to|is|of|value?",
                    "default|defaults port|value|setting is|of|to",
                    "fall|falls back on|upon",
                    "default|defaults to? the? value of?",
                    "default|defaults it to",
                    "with? the? default being",
                    "secure|sensible|safe|sane|reasonable|appropriate default|defaults",
                    "over the|its|a built-in|builtin|hard-coded|hardcoded? default value?",
                ],
            ),
            (
                A::Use,
                &[
                    "use|uses|using",
                    "assume|assumes|assuming",
                    "be used",
                    "take|takes",
                    "apply|applies",
                    "bind|binds to",
                    "listen|listens|start|starts|run|runs|serve|serves on",
                    "start|starts|begin|begins listening|serving on",
                    "start|starts|run|runs the|its? server|service|application|app|listener on",
                    "treat|treats it? as",
                    "be treated|regarded|taken as",
                    "be deemed|considered|assumed to? be?",
                    "deem|deems it to? be?",
                    "continue|continues|proceed|proceeds with|using",
                    "pick|picks|choose|chooses",
                    "behave|behaves|act|acts|operate|operates|run|runs as if|though it? were|was? set? to?",
                    "behave|behaves|act|acts as",
                    "consider|considers it? as|to? be?",
                    "set|sets it? to",
                    "initialize|initializes|initialise|initialises it to|with",
                    "set|sets the|its value to",
                    "substitute|substitutes",
                    "log|logs at",
                    "run|runs|operate|operates|start|starts in",
                    "treat|treats it? as if|though it? were|was? set? to?",
                ],
            ),
            (
                A::Required,
                &[
                    "required",
                    "be required",
                    "mandatory|obligatory",
                    "be mandatory|obligatory",
                    "must|shall? always? be always? set|provided|defined|present|configured|specified|supplied",
                    "is|are|become|becomes required|mandatory|obligatory",
                    "non-optional",
                    "is|are always|strictly|still|likewise|absolutely required|mandatory|obligatory",
                    "not be missing|unset|absent",
                    "must|shall exist",
                    "compulsory",
                    "needs|need to be set|provided|defined|present|configured",
                    "not|never be? left? a|an|the? empty|blank string|value?",
                    "be non-empty|nonempty",
                ],
            ),
            (
                A::Optional,
                &[
                    "optional",
                    "be optional",
                    "is|are optional",
                    "not required",
                    "not mandatory",
                    "may|can be omitted|unset|missing|absent|undefined",
                    "to be omitted|unset|absent|undefined",
                    "may|can be left unset|undefined|out",
                    "need not be set|provided|defined|present|configured|given|specified|supplied",
                    "does|do not need|have to be set|provided|defined|present|configured|given|specified|supplied",
                ],
            ),
            (
                A::OneOf,
                &[
                    "one of the? following? values|options|choices?",
                    "set to either|one of?",
                    "be|is either",
                    "one? of? exactly? two|three|four|five values|options|modes|levels",
                    "accept|accepts|accepting|allow|allows|support|supports exactly? two|three|four|five values|options|modes|levels",
                    "either",
                    "any of",
                    "exactly one of",
                    "accept|accepts|accepting only",
                    "accepting",
                    "accept|accepts|allow|allows|support|supports|take|takes the? following? values?",
                    "the? following values|options|choices",
                    "with|where? the? accepted|allowed|valid|permitted|possible|supported|legal|acceptable values|options|choices|modes|levels|formats|presets|types|providers|backends|profiles are|is|of|include?",
                    "with the? values|options|choices|levels|modes",
                    "supporting|allowing",
                    "have|has the value|values either?",
                    "whose value|values is|are either?",
                    "with the? possible|allowed|accepted|valid values|options",
                    "values|options|choices are?",
                    "must|shall be one of",
                    "oneof",
                    "in the list|set of?",
                    "enum of?",
                    "only",
                    "only accept|accepts|allow|allows|permit|permits|support|supports the? following? values?",
                ],
            ),
            (
                A::Between,
                &[
                    "between",
                    "in|within the? range of|from|between?",
                    "range of|from|is?",
                    "valid|allowed|accepted|permitted|legal values|value of|from|between|in",
                    "limited|restricted|constrained to the? values|range|interval of|from|between|in?",
                    "valid|allowed|accepted|permitted|legal range of|from|is|between?",
                    "ranging|ranges from",
                    "from",
                    "range",
                    "in|within",
                    "fall|falls|lie|lies|stay|stays between|in|within|inside the? range? of|from|between?",
                ],
            ),
            (
                A::AtLeast,
                &[
                    "at least",
                    "minimum|min length|size|value? of|is?",
                    "a|the|with? minimum length|value? of?",
                    "no|not|never less|fewer|smaller|lower|shorter than",
                    "greater than or equal to",
                    "greater|larger|higher|more or equal to|than",
                    "equal to? or greater|more|higher|larger than",
                    "not|never be less|lower|smaller|shorter|below than?",
                    "not below",
                    "not|never have|contain fewer|less than",
                    "more than or equal to",
                    "not|never go|drop|fall below",
                    "larger than or equal to",
                    "lower bound of?",
                ],
            ),
            (
                A::AtMost,
                &[
                    "at most",
                    "maximum|max length|size|value? of|is?",
                    "a|the|with? maximum length|value? of?",
                    "no|not|never more|greater|larger|higher|bigger|longer than",
                    "not|never exceed|exceeding",
                    "less than or equal to",
                    "less|smaller|lower or equal to|than",
                    "equal to? or less|lower|smaller than",
                    "up to",
                    "not|never be more|greater|larger|higher|longer|above than?",
                    "not above",
                    "not|never contain|have more than",
                    "smaller than or equal to",
                    "upper bound of?",
                    "capped at",
                    "limited|restricted|constrained to",
                    "not|never go above|over",
                ],
            ),
            (A::Exactly, &["exactly", "length of|is?", "a|an? exact? length of"]),
            (
                A::MoreThan,
                &[
                    "greater|more|larger|higher|bigger than",
                    "above|over",
                    "exceed|exceeds|exceeding",
                    "longer than"
                ],
            ),
            (A::LessThan, &["less|smaller|lower|fewer than", "below", "under", "shorter than"]),
            (A::Positive, &["positive", "not|never be? zero or negative", "not|never be? negative or zero"]),
            (A::NonZero, &["non-zero", "nonzero", "not|never be? zero"]),
            (
                A::NonNegative,
                &[
                    "non-negative",
                    "nonnegative",
                    "unsigned",
                    "not|never be? negative",
                    "zero or positive|greater"
                ],
            ),
            (
                A::Pattern,
                &[
                    "match|matches|matching the? regular expression",
                    "match|matches|matching the? regex|regexp|pattern|expression",
                    "match|matches|matching",
                    "against",
                    "pattern|regex|regexp",
                    "against the? regular? expression|pattern|regex|regexp",
                    "conform|conforms|conforming to the? regular? expression|pattern|regex",
                    "be matched by",
                    "follow|follows|following the? regular? expression|pattern|regex",
                ],
            ),
            (
                A::Secret,
                &[
                    "secret",
                    "are secrets",
                    "sensitive",
                    "confidential",
                    "as a? secret|sensitive|confidential",
                    "never to? be? logged|printed|displayed|shown|exposed|revealed|echoed|disclosed",
                    "not to? be? logged|printed|exposed",
                    "do not log|print|expose|display|show|echo",
                    "does? not|never appear|appears|show|shows up? in any|the? log|logs|output|outputs|error|errors messages|output|files?",
                ],
            ),
            (
                A::EmptyAllowed,
                &[
                    "may|can be left? empty|blank",
                    "may|can be an|the empty string|value",
                    "be? allowed|permitted to be left? empty|blank",
                    "to be left? empty|blank",
                    "even if|when it? is? empty",
                    "empty allowed|permitted|accepted|ok|valid",
                    "empty is allowed|permitted|accepted|valid",
                    "possibly empty",
                    "or an|the? empty string|value?",
                    "allow|allows empty",
                    "a|an? empty string|value? is allowed|permitted|accepted|valid",
                    "accept|accepts|allow|allows|permit|permits an|the empty string|value",
                    "shall|must be allowed|permitted|accepted|valid",
                ],
            ),
            (
                A::In,
                &[
                    "value|values in",
                    "in|specified|expressed|given|measured in?",
                    "number of",
                    "as",
                    "unit|units is|are|of?",
                    "as a number of",
                    "unit",
                    "specify|specifies|set|sets|define|defines|give|gives|control|controls|determine|determines the",
                ],
            ),
            (
                A::Forbidden,
                &[
                    "not be",
                    "not equal",
                    "never be",
                    "not be set to",
                    "is|are not the? placeholder|example|literal|string|value value?",
                ],
            ),
            (A::Form(Form::Starts), &["not? start|starts|starting|begin|begins|beginning with"]),
            (A::Form(Form::Ends), &["not? end|ends|ending with"]),
            (
                A::Form(Form::Contains),
                &[
                    "not? contain|contains|containing",
                    "not? contain|contains|containing the? placeholder|substring|string|character|text|word",
                ],
            ),
            (
                A::Form(Form::Shape),
                &["match|matches|matching|follow|follows|following the format", "in|of the? format|form"]
            ),
            (
                A::Form(Form::Characters),
                &[
                    "only? contain|contains|use|have only? letters|digits|lowercase|uppercase|lower-case|upper-case|alphanumeric|ascii|hexadecimal|printable characters?",
                    "not? contain|contains any|no? spaces|whitespace|blanks",
                    "lowercase|uppercase|alphanumeric|alphabetic",
                    "in? lower|upper|kebab|snake case",
                    "in all? lowercase|uppercase",
                    "without a trailing|leading slash",
                ],
            ),
            (
                A::Form(Form::Case),
                &[
                    "case-insensitive|case-insensitively",
                    "case insensitive|insensitively",
                    "ignoring case",
                    "regardless of case",
                ],
            ),
            (
                A::Form(Form::Numeric),
                &["divisible by", "a power of", "an even|odd number|integer", "even|odd"],
            ),
        ]
    )
};
