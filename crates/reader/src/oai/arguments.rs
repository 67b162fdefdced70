//! What a harvester asks for: the verb and its arguments, held to the letter of the protocol, because harvesters are.

use super::list::Place;
use actix_web::web::Query;
use feeds::oai::{Fault, Prefix};
use std::collections::HashSet;

/// The arguments as they were given, in their order.
pub struct Arguments(Vec<(String, String)>);

/// One request, in our words.
pub enum Request {
    Identify,
    ListMetadataFormats { identifier: Option<String> },
    ListSets,
    GetRecord { identifier: String, prefix: Prefix },
    ListIdentifiers(Place),
    ListRecords(Place),
}

impl Arguments {
    /// As of a form.
    pub fn read(said: &str) -> Self {
        Self(Query::<Vec<(String, String)>>::from_query(said).map(Query::into_inner).unwrap_or_default())
    }

    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    pub fn request(&self) -> Result<Request, Fault> {
        let mut verbs = self.0.iter().filter(|(name, _)| name == "verb");
        let (Some((_, verb)), None) = (verbs.next(), verbs.next()) else { return Err(Fault::Verb) };
        match verb.as_str() {
            "Identify" => self.only(&[]).map(|()| Request::Identify),
            "ListMetadataFormats" => {
                self.only(&["identifier"])?;
                let identifier = self.get("identifier").map(|_| self.identifier()).transpose()?;
                Ok(Request::ListMetadataFormats { identifier })
            }
            "ListSets" => {
                self.only(&["resumptionToken"])?;
                // The list of sets was never cut.
                if self.get("resumptionToken").is_some() { Err(Fault::ResumptionToken) } else { Ok(Request::ListSets) }
            }
            "GetRecord" => {
                self.only(&["identifier", "metadataPrefix"])?;
                Ok(Request::GetRecord { identifier: self.identifier()?, prefix: self.prefix()? })
            }
            "ListIdentifiers" => self.place().map(Request::ListIdentifiers),
            "ListRecords" => self.place().map(Request::ListRecords),
            _ => Err(Fault::Verb),
        }
    }

    /// Where a list begins: after a token, which stands alone, or as the arguments say.
    fn place(&self) -> Result<Place, Fault> {
        if let Some(token) = self.get("resumptionToken") {
            self.only(&["resumptionToken"])?;
            return token.parse();
        }
        self.only(&["from", "until", "set", "metadataPrefix", "resumptionToken"])?;
        Place::new(self.prefix()?, self.get("from"), self.get("until"), self.get("set"))
    }

    fn prefix(&self) -> Result<Prefix, Fault> {
        let code = self.needed("metadataPrefix")?;
        if !is_word(code) {
            return Err(Fault::Argument("metadataPrefix is of letters, digits and -_.!~*'()".to_owned()));
        }
        Prefix::from_code(code).ok_or(Fault::Format)
    }

    fn identifier(&self) -> Result<String, Fault> {
        let given = self.needed("identifier")?;
        let is_uri = given.bytes().all(|b| b.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&b));
        if is_uri { Ok(given.to_owned()) } else { Err(Fault::Argument("identifier is no URI".to_owned())) }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.pairs().iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    fn needed(&self, name: &str) -> Result<&str, Fault> {
        self.get(name).ok_or_else(|| Fault::Argument(format!("{name} is missing")))
    }

    /// Nothing else is given, and nothing twice.
    fn only(&self, names: &[&str]) -> Result<(), Fault> {
        let mut seen = HashSet::new();
        for (name, _) in self.pairs() {
            if name != "verb" && !names.contains(&name.as_str()) {
                return Err(Fault::Argument(format!("{} is no argument here", name.chars().take(60).collect::<String>())));
            }
            if !seen.insert(name) {
                return Err(Fault::Argument(format!("{name} is given twice")));
            }
        }
        Ok(())
    }
}

/// Of the characters that the protocol allows in a setSpec and a metadataPrefix.
pub fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&b))
}
