//! Command-line words: options are taken out by name, what is left are the operands.

/// The words after the command's name, not yet understood.
pub struct Arguments {
    words: Vec<String>,
}

impl Arguments {
    /// Takes the words as the shell gave them.
    pub fn new(words: Vec<String>) -> Self {
        Arguments { words }
    }

    /// Takes `--name` out; true where it was there.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.words.len();
        self.words.retain(|word| word != name);
        self.words.len() < before
    }

    /// Takes `--name VALUE` or `--name=VALUE` out.
    pub fn value(&mut self, name: &str) -> Result<Option<String>, String> {
        for at in 0..self.words.len() {
            if self.words[at] == name {
                if at + 1 == self.words.len() {
                    return Err(format!("{name} wants a value after it."));
                }
                self.words.remove(at);
                return Ok(Some(self.words.remove(at)));
            }
            if let Some(value) = self.words[at].strip_prefix(name).and_then(|rest| rest.strip_prefix('=')) {
                let value = value.to_owned();
                self.words.remove(at);
                return Ok(Some(value));
            }
        }
        Ok(None)
    }

    /// Takes `--name NUMBER` out.
    pub fn number(&mut self, name: &str) -> Result<Option<usize>, String> {
        let Some(value) = self.value(name)? else { return Ok(None) };
        value.parse().map(Some).map_err(|_| format!("{name} wants a number, not '{value}'."))
    }

    /// What is left: operands. An option that nobody took is an error.
    pub fn operands(self) -> Result<Vec<String>, String> {
        match self.words.iter().find(|word| word.starts_with("--")) {
            Some(word) => Err(format!("there is no option {word}; see --help.")),
            None => Ok(self.words),
        }
    }

    /// For commands without operands.
    pub fn nothing_left(self) -> Result<(), String> {
        match self.operands()?.first() {
            Some(word) => Err(format!("'{word}' is one word too many; see --help.")),
            None => Ok(()),
        }
    }
}
