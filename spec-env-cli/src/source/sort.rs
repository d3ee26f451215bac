//! What sort of file describes an environment.

use std::path::Path;

use crate::failure::Failure;
use crate::input;

/// A sort of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    Image,
    Compose,
    Workflow,
    Manifest,
    /// The contract as an object of a cluster.
    Contract,
    /// An env file that people copy and fill in.
    Template,
    EnvFile,
}

impl Sort {
    /// The sort of a file by its name and, where that leaves it open as with YAML, by what is in it; `None` for what
    /// describes no environment.
    ///
    /// # Errors
    /// When a file whose content has to tell cannot be read.
    pub(crate) fn of(path: &Path) -> Result<Option<Self>, Failure> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let extension = name.rsplit_once('.').map(|(_, extension)| extension);
        let is_image = ["dockerfile", "containerfile"].iter().any(|word| name.starts_with(word));
        if is_image || extension == Some("dockerfile") {
            return Ok(Some(Self::Image));
        }
        if matches!(extension, Some("yaml" | "yml")) {
            let in_workflows = path.parent().is_some_and(|parent| parent.ends_with(".github/workflows"));
            return if in_workflows { Ok(Some(Self::Workflow)) } else { Self::by_content(path) };
        }
        // Whole words: what stands in `district.env` is meant.
        let words: Vec<&str> = name.split(|c: char| !c.is_ascii_alphanumeric()).collect();
        let is_sample = |word: &&str| ["example", "sample", "template", "dist"].contains(word);
        let is_template = words.iter().any(is_sample);
        let is_env = name == ".env"
            || name.starts_with(".env.")
            || extension == Some("env")
            || matches!(words.as_slice(), [.., "env", last] if is_sample(last));
        Ok(match (is_env, is_template) {
            (true, true) => Some(Self::Template),
            (true, false) => Some(Self::EnvFile),
            _ => None,
        })
    }

    /// The sort of what somebody names, which describes something: a Compose file, manifests, a Dockerfile, or an env file.
    ///
    /// # Errors
    /// When a file whose content has to tell cannot be read.
    pub(crate) fn named(path: &Path) -> Result<Self, Failure> {
        let extension = path.extension().and_then(|extension| extension.to_str());
        Ok(match extension {
            _ if path.is_dir() => Self::Manifest,
            Some("yaml" | "yml" | "json") => Self::by_content(path)?.unwrap_or(Self::Manifest),
            _ => Self::of(path)?.unwrap_or(Self::EnvFile),
        })
    }

    /// The sort of a file of YAML or JSON. Keys are looked for, not parsed: any YAML may lie in a project.
    ///
    /// # Errors
    /// When the file cannot be read.
    fn by_content(path: &Path) -> Result<Option<Self>, Failure> {
        let source = input::source(path)?;
        let text = source.text();
        let has_key = |key: &str| {
            text.lines().any(|line| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')))
                || text.contains(&format!("\"{key}\""))
        };
        let is_compose = has_key("services") && !has_key("kind");
        Ok(if text.contains("kind: EnvContract") {
            Some(Self::Contract)
        } else if is_compose {
            Some(Self::Compose)
        } else if text.contains("containers") {
            Some(Self::Manifest)
        } else {
            None
        })
    }

    /// The stable name in JSON.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Image => "dockerfile",
            Self::Compose => "compose",
            Self::Workflow => "workflow",
            Self::Manifest => "kubernetes",
            Self::Contract => "contract",
            Self::Template => "env-template",
            Self::EnvFile => "env-file",
        }
    }
}
