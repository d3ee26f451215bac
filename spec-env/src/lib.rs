//! Holds a service to the environment that its `requirements.md` asks for.
