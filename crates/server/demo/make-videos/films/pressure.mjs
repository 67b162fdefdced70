// 降压药不要自己停: a rumour put right, fact first. Held sideways: the pixels lie, the display matrix says how to turn them.

import { AZURE, CINNABAR, CINNABAR_WASH, DEEP, EDGE, INK_2, PAPER, WASH, box, card, count, disc, headline, ramp, rise, stroke, text } from '../draw.mjs';

const [W, H] = [1080, 1920];

const HEART = 'M540 640 C440 480 250 540 280 720 C300 850 440 930 540 1030 C640 930 780 850 800 720 C830 540 640 480 540 640 Z';

function title(t, [first, second]) {
  const beat = 'M120 790 H400 L450 690 L520 900 L590 640 L650 790 H960';
  return stroke(HEART, ramp(t, first, 2.2), { colour: '#5C86B4', thick: 14 }) + stroke(beat, ramp(t, first + 1.2, 2), { colour: '#F0A79D', thick: 12 })
    + rise(ramp(t, first), headline(W / 2, 360, 104, '血压正常了', PAPER))
    + rise(ramp(t, second), headline(W / 2, 1240, 128, '降压药\n不要自己停', PAPER));
}

function rumour(t, [first, second]) {
  return headline(W / 2, 330, 92, '常见的误解')
    + rise(ramp(t, first), box(110, 480, 860, 400, CINNABAR_WASH, { radius: 60 })
      + text(W / 2, 620, 72, '“血压降下来，\n病就好了，\n药该停了。”', { weight: 700, fill: CINNABAR }))
    + stroke('M170 800 L910 560', ramp(t, second, 0.8), { colour: CINNABAR, thick: 14 })
    + rise(ramp(t, second + 0.5), box(110, 1020, 390, 220, WASH) + text(305, 1155, 76, '控制住', { weight: 700, fill: AZURE }))
    + rise(ramp(t, second + 1.2), text(W / 2, 1160, 90, '≠', { weight: 700, fill: INK_2 }))
    + rise(ramp(t, second + 1.5), box(580, 1020, 390, 220, '#FFFFFF', { line: EDGE, thick: 4 }) + text(775, 1155, 76, '治好了', { weight: 700, fill: INK_2 }));
}

function chart(t, [first, second, third]) {
  return headline(W / 2, 330, 92, '停药以后\n血压往往再升高')
    + stroke('M130 560 V1280 H980', 1, { colour: INK_2, thick: 6 })
    + stroke('M130 960 H980', 1, { colour: AZURE, thick: 5, dashed: true })
    + text(960, 935, 48, '135', { fill: AZURE, weight: 700, anchor: 'end' }) + text(150, 605, 46, '高压（在家量）', { fill: INK_2, anchor: 'start' })
    + stroke('M160 720 C260 720 290 1090 400 1100 S520 1090 570 1095', ramp(t, first + 0.2, 2), { thick: 16 })
    + stroke('M570 560 V1280', ramp(t, second, 0.5), { colour: EDGE, thick: 5 })
    + rise(ramp(t, first + 0.8), text(350, 1220, 52, '按时吃药', { fill: AZURE, weight: 700 }))
    + stroke('M570 1095 C680 1090 740 860 830 770 S930 700 950 690', ramp(t, second + 0.3, 2.2), { colour: CINNABAR, thick: 16 })
    + rise(ramp(t, second + 0.6), text(770, 1220, 52, '自己停药', { fill: CINNABAR, weight: 700 }))
    + rise(ramp(t, third), text(W / 2, 1400, 68, '心 · 脑 · 肾 可能受伤', { fill: CINNABAR, weight: 700 }))
    + text(W / 2, 1490, 40, '示意图，不是某个人的数据', { fill: INK_2 });
}

function actions(t, [first, one, two, three]) {
  return rise(ramp(t, first), headline(W / 2, 340, 104, '该做的三件事'))
    + card(500, '一', '按时吃药\n按时量，记下来', ramp(t, one), { height: 260, size: 62 })
    + card(810, '二', '坐着歇五分钟再量\n胳膊和心脏一样高', ramp(t, two), { height: 260, size: 62 })
    + card(1120, '三', '想减药、想停药\n带上记录问医生', ramp(t, three), { height: 260, size: 62, colour: CINNABAR, fill: CINNABAR_WASH });
}

function urgent(t, [first, second]) {
  return rise(ramp(t, first), box(90, 300, 900, 380, WASH) + text(W / 2, 440, 70, '量出来偏低、头晕', { weight: 700, fill: DEEP })
    + text(W / 2, 580, 70, '请医生调整', { weight: 700, fill: AZURE }))
    + rise(ramp(t, second), box(90, 780, 900, 640, CINNABAR_WASH) + text(W / 2, 920, 70, '突然说不清话\n一侧没力气、嘴歪', { weight: 700, fill: CINNABAR }))
    + rise(ramp(t, second + 1.5), text(W / 2, 1330, 250, count(ramp(t, second + 1.5, 0.9), 120), { weight: 700, fill: CINNABAR }));
}

function end(t, [first]) {
  return rise(ramp(t, first), headline(W / 2, 520, 100, '转发以前\n先问一句', PAPER))
    + rise(ramp(t, first + 1), disc(340, 950, 170, PAPER) + text(340, 975, 72, '谁说的', { weight: 700, fill: DEEP }))
    + rise(ramp(t, first + 1.7), disc(740, 950, 170, PAPER) + text(740, 975, 72, '凭什么', { weight: 700, fill: CINNABAR }))
    + rise(ramp(t, first + 2.3), text(W / 2, 1240, 46, '临水市科协（示例）\n依据：国家基层高血压防治管理指南\n具体用药请听您的医生', { fill: PAPER, leading: 1.6 }));
}

export default {
  title: '血压正常了，降压药也不要自己停',
  file: 'pressure.mp4', width: W, height: H, fps: 30, gain: 0.62, bell: 0.04, voice: { pace: 205, pitch: 38 },
  filters: ['transpose=2'],
  output: ['-c:v', 'libx264', '-preset', 'veryslow', '-crf', '34', '-profile:v', 'main', '-tune', 'animation', '-aq-mode', '3', '-x264-params', 'no-dct-decimate=1', '-g', '300', '-c:a', 'aac', '-ac', '1', '-ar', '48000', '-b:a', '40k'],
  // A place where nobody lives: the pipeline has something to remove.
  remux: ['-metadata:s:v', 'rotate=270', '-metadata', 'location=+00.0000+000.0000/', '-metadata', 'location-eng=+00.0000+000.0000/', '-metadata', 'com.android.version=14'],
  captions: [{ language: 'zh', file: 'pressure.zh.srt', format: 'srt-gbk' }],
  scenes: [
    { background: DEEP, draw: title, lines: [{ zh: '血压正常了，|多半是药在起作用。' }, { zh: '所以，降压药不要自己停。' }] },
    { background: PAPER, draw: rumour, after: 1, lines: [{ zh: '有人说，血压降下来，|病就好了，药该停了。' }, { zh: '这是把“控制住”|当成了“治好了”。', say: '这是把控制住，当成了治好了。' }] },
    { background: PAPER, draw: chart, lines: [{ zh: '按时吃药，血压稳在线下。' }, { zh: '药一停，|它往往又慢慢升上去。' }, { zh: '人常常没有感觉，|心、脑、肾却可能受伤。' }] },
    { background: PAPER, draw: actions, lines: [
      { zh: '该做的有三件。' }, { zh: '一，按时吃药，按时量，|记下来。' }, { zh: '二，坐着歇五分钟再量，|胳膊和心脏一样高。' }, { zh: '三，想减药，|带上记录去问医生。' },
    ] },
    { background: PAPER, draw: urgent, lines: [{ zh: '量出来偏低，或者头晕，|也请医生调整。' }, { zh: '突然说不清话、一侧没力气，|马上打120。', say: '突然说不清话，一侧没力气，马上打，幺二零。' }] },
    { background: DEEP, draw: end, after: 2.4, lines: [{ zh: '转发以前，先问一句：|谁说的，凭什么？' }] },
  ],
};
