//! Boxes of the ISO base media file format (ISO/IEC 14496-12). Pure.

/// Bytes under construction, big-endian as the format wants.
#[derive(Default)]
pub struct Bytes(pub Vec<u8>);

impl Bytes {
    pub fn u8(&mut self, v: u8) -> &mut Self {
        self.0.push(v);
        self
    }

    pub fn u16(&mut self, v: u16) -> &mut Self {
        self.raw(&v.to_be_bytes())
    }

    pub fn u32(&mut self, v: u32) -> &mut Self {
        self.raw(&v.to_be_bytes())
    }

    pub fn u64(&mut self, v: u64) -> &mut Self {
        self.raw(&v.to_be_bytes())
    }

    pub fn zeros(&mut self, n: usize) -> &mut Self {
        self.0.resize(self.0.len() + n, 0);
        self
    }

    pub fn raw(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.extend_from_slice(bytes);
        self
    }

    /// A box: its size is filled in when `content` has been written.
    pub fn boxed(&mut self, kind: &[u8; 4], content: impl FnOnce(&mut Self)) -> &mut Self {
        let start = self.0.len();
        self.u32(0).raw(kind);
        content(self);
        let size = (self.0.len() - start) as u32;
        self.0[start..start + 4].copy_from_slice(&size.to_be_bytes());
        self
    }

    /// A box with version and flags.
    pub fn full(&mut self, kind: &[u8; 4], version: u8, flags: u32, content: impl FnOnce(&mut Self)) -> &mut Self {
        self.boxed(kind, |b| {
            b.u32(u32::from(version) << 24 | flags);
            content(b);
        })
    }
}

/// What a track is, for its header.
#[derive(Clone, Debug)]
pub enum TrackKind {
    Picture {
        width: u32,
        height: u32,
        coding: Coding,
    },
    /// Stereo AAC at 48 kHz; `config` is an AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1).
    Sound {
        config: Vec<u8>,
        bit_rate: u32,
    },
}

/// How pictures are coded, with what a decoder has to know beforehand.
#[derive(Clone, Debug)]
pub enum Coding {
    /// The content of an `avcC` box.
    Avc(Vec<u8>),
    /// The content of an `av1C` box.
    Av1(Vec<u8>),
}

impl Coding {
    /// The sample entry, the box in it, and the box's content.
    fn entry(&self) -> (&'static [u8; 4], &'static [u8; 4], &[u8]) {
        match self {
            Self::Avc(record) => (b"avc1", b"avcC", record),
            Self::Av1(record) => (b"av01", b"av1C", record),
        }
    }
}

/// `ftyp` and `moov` of a file of one track whose samples follow in fragments. `scale` is the unit of its times in parts
/// of a second; `delay` how much later than it is decoded the first sample is shown, which an edit list takes off again;
/// `aigc` the implicit label of GB 45438-2025.
pub fn header(kind: &TrackKind, scale: u32, delay: u32, aigc: Option<&str>) -> Vec<u8> {
    let mut b = Bytes::default();
    b.boxed(b"ftyp", |b| {
        b.raw(b"cmf2").u32(0).raw(b"cmf2cmfciso6iso9mp41");
        b.raw(match kind {
            TrackKind::Picture { coding: Coding::Avc(_), .. } => b"cfhd",
            TrackKind::Picture { coding: Coding::Av1(_), .. } => b"av01",
            TrackKind::Sound { .. } => b"caac",
        });
    });
    b.boxed(b"moov", |b| {
        b.full(b"mvhd", 0, 0, |b| {
            b.u32(0).u32(0).u32(scale).u32(0).u32(0x10000).u16(0x100).zeros(10);
            identity(b);
            b.zeros(24).u32(2);
        });
        track(b, kind, scale, delay);
        b.boxed(b"mvex", |b| {
            b.full(b"trex", 0, 0, |b| {
                b.u32(1).u32(1).u32(0).u32(0).u32(0);
            });
        });
        if let Some(text) = aigc {
            label(b, text);
        }
    });
    b.0
}

fn identity(b: &mut Bytes) {
    b.u32(0x10000).zeros(12).u32(0x10000).zeros(12).u32(0x4000_0000);
}

fn track(b: &mut Bytes, kind: &TrackKind, scale: u32, delay: u32) {
    let (width, height, volume) = match kind {
        TrackKind::Picture { width, height, .. } => (*width, *height, 0),
        TrackKind::Sound { .. } => (0, 0, 0x100),
    };
    b.boxed(b"trak", |b| {
        // Enabled, in the film, in the preview.
        b.full(b"tkhd", 0, 7, |b| {
            b.u32(0).u32(0).u32(1).u32(0).u32(0).zeros(8).u16(0).u16(0).u16(volume).u16(0);
            identity(b);
            b.u32(width << 16).u32(height << 16);
        });
        if delay > 0 {
            // Offsets below zero would do without, but libav shifts such pictures against their sound.
            b.boxed(b"edts", |b| {
                b.full(b"elst", 0, 0, |b| _ = b.u32(1).u32(0).u32(delay).u32(0x10000));
            });
        }
        b.boxed(b"mdia", |b| {
            b.full(b"mdhd", 0, 0, |b| {
                // 0x55c4 is `und`.
                b.u32(0).u32(0).u32(scale).u32(0).u16(0x55c4).u16(0);
            });
            let handler: &[u8; 4] = if volume == 0 { b"vide" } else { b"soun" };
            b.full(b"hdlr", 0, 0, |b| {
                b.u32(0).raw(handler).zeros(12).u8(0);
            });
            b.boxed(b"minf", |b| {
                if volume == 0 {
                    b.full(b"vmhd", 0, 1, |b| _ = b.zeros(8))
                } else {
                    b.full(b"smhd", 0, 0, |b| _ = b.zeros(4))
                };
                b.boxed(b"dinf", |b| {
                    b.full(b"dref", 0, 0, |b| {
                        b.u32(1).full(b"url ", 0, 1, |_| {});
                    });
                });
                b.boxed(b"stbl", |b| {
                    b.full(b"stsd", 0, 0, |b| {
                        b.u32(1);
                        entry(b, kind);
                    });
                    for empty in [b"stts", b"stsc", b"stco"] {
                        b.full(empty, 0, 0, |b| _ = b.u32(0));
                    }
                    b.full(b"stsz", 0, 0, |b| _ = b.u32(0).u32(0));
                });
            });
        });
    });
}

fn entry(b: &mut Bytes, kind: &TrackKind) {
    match kind {
        TrackKind::Picture { width, height, coding } => b.boxed(coding.entry().0, |b| {
            b.zeros(6).u16(1).zeros(16).u16(*width as u16).u16(*height as u16);
            b.u32(0x48_0000).u32(0x48_0000).u32(0).u16(1).zeros(32).u16(0x18).u16(0xffff);
            let (_, name, record) = coding.entry();
            b.boxed(name, |b| _ = b.raw(record));
            // BT.709 throughout, limited range (ISO/IEC 23091-2).
            b.boxed(b"colr", |b| _ = b.raw(b"nclx").u16(1).u16(1).u16(1).u8(0));
            b.boxed(b"pasp", |b| _ = b.u32(1).u32(1));
        }),
        TrackKind::Sound { config, bit_rate } => b.boxed(b"mp4a", |b| {
            b.zeros(6).u16(1).zeros(8).u16(2).u16(16).zeros(4).u32(48_000 << 16);
            b.full(b"esds", 0, 0, |b| {
                let n = config.len() as u8;
                // Descriptors of ISO/IEC 14496-1: elementary stream, decoder, decoder's own, sync layer.
                b.u8(3).u8(23 + n).u16(1).u8(0);
                b.u8(4).u8(15 + n).u8(0x40).u8(0x15).zeros(3).u32(*bit_rate).u32(*bit_rate);
                b.u8(5).u8(n).raw(config);
                b.u8(6).u8(1).u8(2);
            });
        }),
    };
}

/// Metadata by key, as QuickTime writes them and FFmpeg reads and writes with `use_metadata_tags`.
fn label(b: &mut Bytes, text: &str) {
    b.boxed(b"meta", |b| {
        b.u32(0);
        b.full(b"hdlr", 0, 0, |b| _ = b.u32(0).raw(b"mdta").zeros(13));
        b.full(b"keys", 0, 0, |b| {
            b.u32(1).boxed(b"mdta", |b| _ = b.raw(b"AIGC"));
        });
        b.boxed(b"ilst", |b| {
            b.boxed(&1u32.to_be_bytes(), |b| {
                b.boxed(b"data", |b| _ = b.u32(1).u32(0).raw(text.as_bytes()));
            });
        });
    });
}

/// A coded picture or piece of sound within a fragment.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    pub duration: u32,
    pub size: u32,
    pub key: bool,
    /// From decoding to showing.
    pub offset: u32,
}

/// `moof` and the head of `mdat` for samples whose first one is decoded at `time`.
pub fn fragment(number: u32, time: u64, samples: &[Sample]) -> Vec<u8> {
    let mut b = Bytes::default();
    let mut place = 0;
    b.boxed(b"moof", |b| {
        b.full(b"mfhd", 0, 0, |b| _ = b.u32(number));
        b.boxed(b"traf", |b| {
            // Offsets count from the fragment's own beginning.
            b.full(b"tfhd", 0, 0x2_0000, |b| _ = b.u32(1));
            b.full(b"tfdt", 1, 0, |b| _ = b.u64(time));
            // Offset of the data; duration, size, flags and composition offset of each sample.
            b.full(b"trun", 1, 0xf01, |b| {
                b.u32(samples.len() as u32);
                place = b.0.len();
                b.u32(0);
                for s in samples {
                    // Depends on no other sample; or depends on others and is no sync sample.
                    let flags = if s.key { 0x0200_0000 } else { 0x0101_0000 };
                    b.u32(s.duration).u32(s.size).u32(flags).u32(s.offset);
                }
            });
        });
    });
    let offset = b.0.len() as u32 + 8;
    b.0[place..place + 4].copy_from_slice(&offset.to_be_bytes());
    let size: u32 = samples.iter().map(|s| s.size).sum();
    b.u32(size + 8).raw(b"mdat");
    b.0
}
