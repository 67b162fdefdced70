//! From bytes to text, in the encodings that captions are met in.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// Frequent characters of running text, simplified and traditional, with the marks of both.
const FREQUENT: &str = "，。、？！：；“”「」《》（）的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争運這個們來為國說時會對經於後過發種學現當沒動還進樣開從實軍無與長機業將兩間問並應戰頭體見產製話關點給門東聲員論處義幾認條氣題爾別變總電數報結務場計資許統區隊決馬書聽卻達強難權設記告類據邊張該規萬覺術領確傳師觀讓識候帶導爭請謝還嗎吧呢吗谢请";

pub(crate) struct Decoded {
    pub text: String,
    /// `UTF-8`, `UTF-16LE`, `UTF-16BE`, `GB18030` or `Big5`.
    pub encoding: &'static str,
    /// True where some bytes had no meaning in it.
    pub damaged: bool,
}

/// By the byte order mark; else UTF-16 by its zero bytes; else UTF-8 where that is valid; else the better of GB18030 and
/// Big5.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = sixteen(bytes) {
        return with(encoding, bytes);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return with(UTF_8, bytes);
    }
    // A UTF-8 file cut at its end, or with one bad byte, is still UTF-8: it has many valid sequences and few bad ones.
    let (mainland, island, unicode) = (with(GB18030, bytes), with(BIG5, bytes), with(UTF_8, bytes));
    let best = if score(&island.text) > score(&mainland.text) { island } else { mainland };
    if score(&unicode.text) > score(&best.text) { unicode } else { best }
}

/// The same of text that holds neither times nor, perhaps, a single line end: UTF-16 has no zero bytes there, and is told by
/// what it says. `halves` where every piece of it has an even number of bytes.
pub(crate) fn decode_words(bytes: &[u8], halves: bool) -> Decoded {
    let usual = decode(bytes);
    if !halves || usual.encoding.starts_with("UTF") && !usual.damaged {
        return usual;
    }
    let all = [UTF_16LE, UTF_16BE].into_iter().map(|encoding| with(encoding, bytes));
    all.fold(usual, |best, other| if score(&other.text) > score(&best.text) { other } else { best })
}

/// Whether a byte order mark says what the bytes are.
pub(crate) fn is_marked(bytes: &[u8]) -> bool {
    Encoding::for_bom(bytes).is_some()
}

/// In the encoding of that name, as [`Decoded`] has it.
pub(crate) fn decode_as(name: &str, bytes: &[u8]) -> Decoded {
    let all = [UTF_8, UTF_16LE, UTF_16BE, GB18030, BIG5];
    with(all.into_iter().find(|e| self::name(e) == name).unwrap_or(UTF_8), bytes)
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: name(encoding), damaged }
}

fn name(encoding: &'static Encoding) -> &'static str {
    if encoding == GB18030 { "GB18030" } else { encoding.name() }
}

/// Times and line ends are ASCII in every caption file, so in UTF-16 every other byte of many is zero.
fn sixteen(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    let zeros = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = sample.len() / 10 + 1;
    match () {
        () if odd > many && even * 8 < odd => Some(UTF_16LE),
        () if even > many && odd * 8 < even => Some(UTF_16BE),
        () => None,
    }
}

/// The share of frequent characters among those outside ASCII, in thousandths; a character that could not be read counts
/// against.
fn score(text: &str) -> i64 {
    let (mut all, mut frequent, mut bad) = (0_i64, 0_i64, 0_i64);
    for c in text.chars().filter(|c| !c.is_ascii()).take(20_000) {
        all += 1;
        match c {
            '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' => bad += 1,
            _ if is_frequent(c) => frequent += 1,
            _ => {}
        }
    }
    (frequent - 2 * bad) * 1000 / all.max(1)
}

fn is_frequent(c: char) -> bool {
    static SORTED: std::sync::LazyLock<Vec<char>> = std::sync::LazyLock::new(|| {
        let mut all: Vec<char> = FREQUENT.chars().collect();
        all.sort_unstable();
        all
    });
    SORTED.binary_search(&c).is_ok()
}
