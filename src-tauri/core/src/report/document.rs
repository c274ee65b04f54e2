//! A report as a document: what it says and how that is arranged, before it is written in any form.

/// A whole report.
pub(super) struct Document {
    /// The language of its words.
    pub(super) language: String,
    pub(super) title: String,
    /// Sentences below the title.
    pub(super) lead: Vec<String>,
    pub(super) sections: Vec<Section>,
    /// The note below a text of which only the beginning is there.
    pub(super) beginning_note: String,
}

/// A part of a report with a title.
pub(super) struct Section {
    pub(super) title: String,
    pub(super) blocks: Vec<Block>,
}

/// A part of a section. A sentence may have the marks of messages; data is shown as it is.
pub(super) enum Block {
    Heading(String),
    Sentence(String),
    /// What is in this list, and the sentences.
    List(String, Vec<String>),
    /// What to do, one after the other.
    Steps(String, Vec<String>),
    Facts(Vec<Fact>),
    Text(Text),
}

/// A text of several lines.
pub(super) struct Text {
    pub(super) name: String,
    pub(super) text: String,
    /// Only its beginning is there.
    pub(super) only_beginning: bool,
}

/// A name and a value.
pub(super) struct Fact {
    pub(super) name: Said,
    pub(super) value: Said,
}

/// A text of one line.
pub(super) enum Said {
    /// Words, which may have the marks of messages.
    Words(String),
    /// What was sent, received or computed.
    Data(String),
}

impl Fact {
    /// A fact in words.
    pub(super) fn words(name: &str, value: &str) -> Self {
        Self { name: Said::Words(name.to_owned()), value: Said::Words(value.to_owned()) }
    }

    /// A fact that is data.
    pub(super) fn data(name: &str, value: impl Into<String>) -> Self {
        Self { name: Said::Words(name.to_owned()), value: Said::Data(value.into()) }
    }
}

/// What kind of text it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words of the page, in one line.
    Words,
    /// Data in one line.
    Data,
    /// Data in lines.
    Lines,
}

impl Document {
    /// Visits each text, from the first to the last.
    pub(super) fn visit(&mut self, mut see: impl FnMut(Kind, &mut String)) {
        see(Kind::Words, &mut self.language);
        see(Kind::Words, &mut self.title);
        see(Kind::Words, &mut self.beginning_note);
        self.lead.iter_mut().for_each(|sentence| see(Kind::Words, sentence));
        for section in &mut self.sections {
            see(Kind::Words, &mut section.title);
            section.blocks.iter_mut().for_each(|block| block.visit(&mut see));
        }
    }
}

impl Block {
    pub(super) fn text(name: &str, text: &str) -> Self {
        Self::Text(Text { name: name.to_owned(), text: text.to_owned(), only_beginning: false })
    }

    fn visit(&mut self, see: &mut impl FnMut(Kind, &mut String)) {
        match self {
            Self::Heading(text) | Self::Sentence(text) => see(Kind::Words, text),
            Self::List(name, sentences) | Self::Steps(name, sentences) => {
                see(Kind::Words, name);
                sentences.iter_mut().for_each(|sentence| see(Kind::Words, sentence));
            }
            Self::Facts(facts) => {
                for said in facts.iter_mut().flat_map(|fact| [&mut fact.name, &mut fact.value]) {
                    match said {
                        Said::Words(text) => see(Kind::Words, text),
                        Said::Data(text) => see(Kind::Data, text),
                    }
                }
            }
            Self::Text(text) => {
                see(Kind::Words, &mut text.name);
                see(Kind::Lines, &mut text.text);
            }
        }
    }
}
