//! The table: films with one trait each.

use super::made::{Row, row};

pub const ALL: &[&[Row]] = &[TURNED, RATES, PIXELS, SIZES, PICTURES, SOUNDS, CONTAINERS, TIMES, TRACKS];

pub const TURNED: &[Row] = &[
    row("turned by 90°", "mp4", "$F $V $A $X flat.mp4; $F -i flat.mp4 -c copy -metadata:s:v rotate=90 $OUT")
        .seen(180, 320)
        .sampled(),
    row("turned by 180°", "mp4", "$F $V $A $X flat.mp4; $F -i flat.mp4 -c copy -metadata:s:v rotate=180 $OUT"),
    row("turned by 270°", "mov", "$F $V $A $X flat.mp4; $F -i flat.mp4 -c copy -metadata:s:v rotate=270 $OUT").seen(180, 320),
    row("HEVC turned by 90°", "mov", "$F $V $A -c:v libx265 -preset ultrafast -x265-params log-level=none -tag:v hvc1 -c:a aac flat.mov; $F -i flat.mov -c copy -tag:v hvc1 -metadata:s:v rotate=90 $OUT")
        .seen(180, 320),
    row("turned, with oblong pixels", "mp4", "$F $V $A -vf setsar=2 $X flat.mp4; $F -i flat.mp4 -c copy -metadata:s:v rotate=90 $OUT")
        .seen(180, 640),
];

pub const RATES: &[Row] = &[
    row("29.97 a second", "mp4", "$F $V $A $X $OUT").rate(29.97),
    row("23.976 a second", "mp4", "$F $V $A $X $OUT").rate(23.976),
    row("25 a second", "mp4", "$F $V $A $X $OUT").rate(25.0),
    row("59.94 a second", "mp4", "$F $V $A $X $OUT").rate(59.94).sampled(),
    row("120 a second", "mp4", "$F $V $A $X $OUT").rate(120.0),
    row("240 a second", "mp4", "$F $V $A $X $OUT").rate(240.0),
    row("8 a second", "mp4", "$F $V $A $X $OUT").rate(8.0),
    row(
        "a rate that wanders",
        "mp4",
        "$F $V $A -vf 'setpts=PTS+0.012*sin(N)/TB' -fps_mode vfr -video_track_timescale 90000 $X $OUT",
    )
    .sampled(),
    row("a rate that halves", "mp4", "$F $V $A -vf 'select=lt(t\\,1)+not(mod(n\\,3))' -fps_mode vfr $X $OUT").lasts(2.0),
    row("a still of more than a minute", "mp4", "$F $V $A -vf 'select=lt(t\\,2)+gt(t\\,80)' -fps_mode vfr $X $OUT")
        .size(160, 90)
        .rate(10.0)
        .seconds(84.0)
        .sampled(),
    row("a pause of a second", "mkv", "$F $V $A -vf 'select=lt(t\\,0.7)+gt(t\\,1.4)' -fps_mode vfr $X $OUT"),
    row("with B-pictures", "mp4", "$F $V $A -c:v libx264 -preset fast -bf 3 -c:a aac $OUT"),
    row("a long group of pictures", "mp4", "$F $V $A -c:v libx264 -preset ultrafast -g 1000 -c:a aac $OUT").seconds(5.0),
];

const HDR: &str = "/video/hdr";

pub const PIXELS: &[Row] = &[
    row("HDR10", "mp4", "$F $V $A -vf format=yuv420p10le -c:v libx265 -preset ultrafast -tag:v hvc1 -color_primaries bt2020 -color_trc smpte2084 -colorspace bt2020nc -x265-params log-level=none:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc -c:a aac $OUT")
        .unlike()
        .facts(&[(HDR, "\"pq\""), ("/video/bit_depth", "10")])
        .sampled(),
    row("HLG", "mov", "$F $V $A -vf format=yuv420p10le -c:v libx265 -preset ultrafast -tag:v hvc1 -color_primaries bt2020 -color_trc arib-std-b67 -colorspace bt2020nc -x265-params log-level=none:colorprim=bt2020:transfer=arib-std-b67:colormatrix=bt2020nc -c:a aac $OUT")
        .unlike()
        .facts(&[(HDR, "\"hlg\"")]),
    row("10 bits in H.264", "mp4", "$F $V $A -pix_fmt yuv420p10le $X $OUT").facts(&[("/video/bit_depth", "10"), (HDR, "\"none\"")]),
    row("4:2:2 in H.264", "mp4", "$F $V $A -pix_fmt yuv422p $X $OUT"),
    row("4:4:4 in H.264", "mp4", "$F $V $A -pix_fmt yuv444p $X $OUT").sampled(),
    row("full range", "mp4", "$F $V $A -vf scale=out_range=full,format=yuvj420p $X $OUT"),
    row("grey", "mp4", "$F $V $A -pix_fmt gray $X $OUT"),
    row("RGB in H.264", "mkv", "$F $V $A -c:v libx264rgb -preset ultrafast -c:a aac $OUT"),
    row("tagged BT.601", "mp4", "$F $V $A -vf scale=out_color_matrix=bt601 -colorspace smpte170m -color_primaries smpte170m -color_trc smpte170m $X $OUT"),
    row("tagged BT.709", "mp4", "$F $V $A -vf scale=out_color_matrix=bt709 -colorspace bt709 -color_primaries bt709 -color_trc bt709 $X $OUT"),
    row("transparent, QuickTime Animation", "mov", "$F $V $A -pix_fmt argb -c:v qtrle -c:a pcm_s16le $OUT"),
    row("transparent, VP9", "webm", "$F $V $A -pix_fmt yuva420p -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus $OUT"),
    row("interlaced, top first", "mpg", "$F $V $A -vf tinterlace=interleave_top,setfield=tff -r 15 -flags +ildct+ilme -c:v mpeg2video -b:v 2M -c:a mp2 $OUT")
        .rate(30.0)
        .facts(&[("/video/interlaced", "true")])
        .unlike(),
    row("interlaced, bottom first", "mov", "$F $V $A -vf tinterlace=interleave_bottom,setfield=bff -c:v libx264 -preset ultrafast -x264opts bff=1 -flags +ildct+ilme -c:a aac $OUT")
        .facts(&[("/video/interlaced", "true")])
        .unlike(),
];

pub const SIZES: &[Row] = &[
    row("odd sides", "mkv", "$F $V $A -vf format=yuv444p,scale=639:361,setsar=1 -c:v ffv1 -c:a aac $OUT")
        .size(639, 361)
        .sampled(),
    row("odd sides in H.264", "mp4", "$F $V $A -vf format=yuv444p,scale=321:181,setsar=1 $X $OUT").size(321, 181),
    row("oblong pixels, wide", "mp4", "$F $V $A -vf setsar=4/3 $X $OUT").size(360, 288).seen(480, 288).sampled(),
    row("oblong pixels, tall", "mp4", "$F $V $A -vf setsar=1/2 $X $OUT").size(320, 180).seen(320, 360),
    row("sixteen by sixteen", "mp4", "$F $V $A $X $OUT").size(16, 16),
    row("two by two", "mkv", "$F $V $A -c:v ffv1 -pix_fmt yuv420p -c:a aac $OUT").size(2, 2).unlike(),
    row(
        "one by one",
        "mkv",
        "$F -f lavfi -i color=white:s=16x16:r=30:d=2 $A -vf format=bgr0,scale=1:1 -c:v ffv1 -pix_fmt bgr0 -c:a aac $OUT",
    )
    .size(1, 1)
    .unlike()
    .no_sync(),
    row("tall", "mp4", "$F $V $A $X $OUT").size(1080, 1920).seconds(2.0).sampled(),
    row("480 and 360", "mp4", "$F $V $A $X $OUT").size(854, 480).seconds(5.0).sampled(),
    row("four to one", "mp4", "$F $V $A $X $OUT").size(1440, 360),
    row("thirty to one", "mp4", "$F $V $A $X $OUT").size(960, 32),
    row("4K", "mp4", "$F $V $A $X $OUT").size(3840, 2160).seconds(1.2),
    row("square", "mp4", "$F $V $A $X $OUT").size(720, 720),
];

pub const PICTURES: &[Row] = &[
    row("HEVC", "mp4", "$F $V $A -c:v libx265 -preset ultrafast -x265-params log-level=none -tag:v hvc1 -c:a aac $OUT"),
    row("VP8", "webm", "$F $V $A -c:v libvpx -deadline realtime -cpu-used 8 -b:v 1M -c:a libvorbis $OUT"),
    row("VP9", "webm", "$F $V $A -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 1M -c:a libopus $OUT").sampled(),
    row("AV1", "mp4", "$F $V $A -c:v libsvtav1 -preset 12 -c:a aac $OUT").sampled(),
    row("MPEG-4", "avi", "$F $V $A -c:v mpeg4 -q:v 3 -c:a libmp3lame $OUT"),
    row("MPEG-4 with B-pictures", "mp4", "$F $V $A -c:v mpeg4 -bf 2 -q:v 3 -c:a aac $OUT"),
    row("MPEG-2", "mpg", "$F $V $A -c:v mpeg2video -b:v 2M -c:a mp2 $OUT"),
    row("MPEG-1", "mpg", "$F $V $A -c:v mpeg1video -b:v 2M -c:a mp2 $OUT"),
    row("ProRes", "mov", "$F $V $A -c:v prores_ks -profile:v 2 -c:a pcm_s16le $OUT"),
    row("ProRes 4444", "mov", "$F $V $A -c:v prores_ks -profile:v 4 -pix_fmt yuva444p10le -c:a pcm_s24le $OUT"),
    row("Motion JPEG", "avi", "$F $V $A -c:v mjpeg -q:v 3 -c:a pcm_s16le $OUT"),
    row("H.263", "3gp", "$F $V $A -c:v h263 -c:a aac $OUT").size(352, 288).seen(384, 288),
    row("Theora", "ogv", "$F $V $A -c:v libtheora -q:v 8 -c:a libvorbis $OUT"),
    row("Sorenson", "flv", "$F $V $A -c:v flv -q:v 3 -c:a libmp3lame -ar 44100 $OUT"),
    row("Windows Media", "wmv", "$F $V $A -c:v wmv2 -q:v 3 -c:a wmav2 $OUT"),
    row("DV", "dv", "$F $V $A -vf scale=720:576,setsar=16/15 -r 25 -pix_fmt yuv420p -c:v dvvideo -ac 2 -c:a pcm_s16le $OUT")
        .rate(25.0)
        .seen(768, 576)
        .unlike()
        .no_sync(),
    row("raw pictures", "avi", "$F $V $A -c:v rawvideo -pix_fmt yuv420p -c:a pcm_s16le $OUT"),
    row("DNxHR", "mov", "$F $V $A -c:v dnxhd -profile:v dnxhr_sq -pix_fmt yuv422p -c:a pcm_s16le $OUT").size(320, 180),
];

pub const SOUNDS: &[Row] = &[
    row("no sound", "mp4", "$F $V $X $OUT").silent().sampled(),
    row("5.1", "mp4", "$F $V $A -af 'pan=5.1|FC=c0|FL=0.2*c0|FR=0.2*c0' $X $OUT").facts(&[("/audio/channels", "6")]).sampled(),
    row("7.1", "mkv", "$F $V $A -af 'pan=7.1|FC=c0|FL=0.2*c0|FR=0.2*c0' -c:v libx264 -preset ultrafast -c:a flac $OUT"),
    row("stereo, one side silent", "mp4", "$F $V $A -af 'pan=stereo|FL=c0|FR=0*c0' $X $OUT"),
    row("44.1 kHz", "mp4", "$F $V $A -ar 44100 $X $OUT"),
    row("22.05 kHz", "mp4", "$F $V $A -ar 22050 $X $OUT"),
    row("8 kHz", "mov", "$F $V $A -ar 8000 -c:v libx264 -preset ultrafast -c:a pcm_s16le $OUT"),
    row("96 kHz", "mov", "$F $V $A -ar 96000 -c:v libx264 -preset ultrafast -c:a pcm_s24le $OUT"),
    row("MP3", "mp4", "$F $V $A -c:v libx264 -preset ultrafast -c:a libmp3lame $OUT"),
    row("Opus", "mkv", "$F $V $A -c:v libx264 -preset ultrafast -c:a libopus $OUT"),
    row("AC-3", "mkv", "$F $V $A -c:v libx264 -preset ultrafast -c:a ac3 $OUT"),
    row("FLAC", "mkv", "$F $V $A -c:v libx264 -preset ultrafast -c:a flac $OUT"),
    row("ALAC", "mov", "$F $V $A -c:v libx264 -preset ultrafast -c:a alac $OUT"),
    row("µ-law", "avi", "$F $V $A -c:v mpeg4 -q:v 3 -ar 8000 -c:a pcm_mulaw $OUT"),
    row("very quiet", "mp4", "$F $V $A -af volume=0.02 $X $OUT"),
    row("too loud", "mp4", "$F $V $A -af volume=20dB $X $OUT"),
    row("digital silence", "mp4", "$F $V $A -af volume=0 $X $OUT").no_sync(),
    row("sound only", "m4a", "$F $A -c:a aac $OUT").refused("no-picture").sampled(),
    row("sound with a cover", "m4a", "$F -f lavfi -i color=red:s=200x200 -frames:v 1 cover.jpg; $F $A -i cover.jpg -map 0 -map 1 -c:a aac -c:v copy -disposition:v attached_pic $OUT")
        .refused("no-picture"),
];

pub const CONTAINERS: &[Row] = &[
    row("QuickTime", "mov", "$F $V $A $X $OUT"),
    row("Matroska", "mkv", "$F $V $A $X $OUT"),
    row("Flash Video", "flv", "$F $V $A $X -ar 44100 $OUT"),
    row("MPEG transport stream", "ts", "$F $V $A $X $OUT").sampled(),
    row(
        "transport stream of a camera",
        "mts",
        "$F $V $A -c:v libx264 -preset ultrafast -c:a ac3 -f mpegts -mpegts_m2ts_mode 1 $OUT",
    ),
    row("3GP", "3gp", "$F $V $A $X $OUT"),
    row("fragmented MP4", "mp4", "$F $V $A $X -movflags frag_keyframe+empty_moov $OUT"),
    row("moov in front", "mp4", "$F $V $A $X -movflags faststart $OUT"),
    row("no name that says anything", "bin", "$F $V $A $X -f mp4 $OUT"),
    row("a wrong name", "avi", "$F $V $A $X -f mp4 $OUT"),
];

pub const TIMES: &[Row] = &[
    row("begins an hour late", "ts", "$F $V $A $X -output_ts_offset 3600 -muxdelay 0 $OUT"),
    row("begins before zero", "mkv", "$F $V $A $X -output_ts_offset -0.5 -avoid_negative_ts disabled $OUT"),
    row(
        "cut by an edit list",
        "mp4",
        "$F $V $A -c:v libx264 -preset ultrafast -g 300 -c:a aac whole.mp4; $F -ss 0.3 -i whole.mp4 -c copy $OUT",
    )
    .seconds(3.0)
    .lasts(2.7)
    .no_sync()
    .unlike()
    .sampled(),
    row("sound begins late", "mp4", "$F $V $A -filter_complex '[1:a]atrim=start=0.4[a]' -map 0:v -map '[a]' $X -copyts $OUT")
        .sampled(),
    row(
        "sound that pauses for more than a minute",
        "mkv",
        "$F $V $A -af 'aselect=lt(t\\,2)+gt(t\\,80)' -c:v libx264 -preset ultrafast -c:a pcm_s16le $OUT",
    )
    .size(160, 90)
    .rate(10.0)
    .seconds(84.0),
    row("picture begins late", "mkv", "$F $V $A -vf 'trim=start=0.4' $X -copyts $OUT").unlike(),
    row("sound longer than picture", "mp4", "$F $V $A -vf trim=end=1.0,setpts=PTS $X $OUT")
        .no_sync()
        .unlike()
        .lasts(2.0)
        .sampled(),
    row("picture longer than sound", "mp4", "$F $V $A -af atrim=end=1.0 $X $OUT").no_sync(),
    row("one picture", "mp4", "$F $V -frames:v 1 -c:v libx264 -preset ultrafast $OUT").silent().unlike().lasts(0.033).sampled(),
    row("one picture and sound", "mp4", "$F $V $A -vf trim=end_frame=1 $X $OUT").no_sync().unlike().lasts(2.0),
    row("two pictures", "mp4", "$F $V -frames:v 2 -c:v libx264 -preset ultrafast $OUT").silent().unlike().lasts(0.067),
    row("times that jump back", "ts", "$F $V $A $X a.ts; cat a.ts a.ts > \"$OUT\"").seconds(2.0).lasts(4.0).no_sync().unlike(),
    row("cut off in the middle", "mkv", "$F $V $A $X whole.mkv; head -c 60000 whole.mkv > \"$OUT\"")
        .no_sync()
        .unlike()
        .lasts(-1.0),
];

pub const TRACKS: &[Row] = &[
    row("two sounds", "mkv", "$F $V $A -f lavfi -i sine=f=200:d=2 -map 0 -map 1 -map 2 $X -disposition:a:0 default $OUT"),
    row("two pictures side by side", "mkv", "$F $V $A -f lavfi -i color=blue:s=64x64:d=2 -map 2 -map 0 -map 1 $X $OUT")
        .unlike()
        .no_sync(),
    row("a cover", "mp4", "$F -f lavfi -i color=red:s=900x900 -frames:v 1 cover.jpg; $F $V $A -i cover.jpg -map 0 -map 1 -map 2 -c:v:0 libx264 -preset ultrafast -c:a aac -c:v:1 copy -disposition:v:1 attached_pic $OUT")
        .sampled(),
    row("captions as mov_text", "mp4", "printf '1\\n00:00:00,200 --> 00:00:01,500\\n字幕一\\n' > c.srt; $F $V $A -i c.srt -map 0 -map 1 -map 2 $X -c:s mov_text -metadata:s:s:0 language=chi $OUT")
        .captions(1)
        .sampled(),
    row("captions as SRT", "mkv", "printf '1\\n00:00:00,200 --> 00:00:01,500\\n字幕一\\n' > c.srt; $F $V $A -i c.srt -i c.srt -map 0 -map 1 -map 2 -map 3 $X -c:s srt -metadata:s:s:0 language=chi -metadata:s:s:1 language=eng $OUT")
        .captions(2),
    row("captions as ASS", "mkv", "printf '1\\n00:00:00,200 --> 00:00:01,500\\n字幕一\\n' > c.srt; $F $V $A -i c.srt -map 0 -map 1 -map 2 $X -c:s ass $OUT")
        .captions(1),
    row("captions as WebVTT", "webm", "printf '1\\n00:00:00,200 --> 00:00:01,500\\n字幕一\\n' > c.srt; $F $V $A -i c.srt -map 0 -map 1 -map 2 -c:v libvpx -deadline realtime -cpu-used 8 -b:v 1M -c:a libopus -c:s webvtt $OUT")
        .captions(1),
    row("chapters", "mp4", "printf ';FFMETADATA1\\n[CHAPTER]\\nTIMEBASE=1/1000\\nSTART=0\\nEND=900\\ntitle=SECRET-one\\n' > m.txt; $F $V $A -i m.txt -map_metadata 2 -map 0 -map 1 $X $OUT"),
    row("a place in Apple's words", "mov", "$F $V $A $X -movflags use_metadata_tags -metadata com.apple.quicktime.location.ISO6709=+31.2375+121.4708+004/ -metadata com.apple.quicktime.make=SECRET-MAKE -metadata com.apple.quicktime.model=SECRET-MODEL $OUT")
        .facts(&[("/location", "true")])
        .sampled(),
    row("a place in ©xyz", "mp4", "$F $V $A $X -metadata location=+31.2375+121.4708/ -metadata title=SECRET-TITLE -metadata comment=SECRET-COMMENT -metadata artist=SECRET $OUT")
        .facts(&[("/location", "true")]),
];
