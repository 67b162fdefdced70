// 晴夜防霜: how one question becomes a short video and reaches the field. Upright, as an editing program exports it.

import { AZURE, CINNABAR, CINNABAR_WASH, DEEP, EDGE, INK_2, PAPER, WASH, box, card, count, disc, headline, moved, ramp, rise, shape, stroke, text, tick } from '../draw.mjs';

const [W, H] = [1080, 1920];

const STARS = [[150, 180], [330, 330], [760, 210], [930, 420], [210, 560], [610, 420], [480, 150], [860, 640], [90, 400]];

/** The night: two ranges of hills that pass slowly, a moon, a field. */
function night(t) {
  const ridge = (y, high) => {
    let d = `M-200 ${H} V${y}`;
    for (let x = -200; x < W + 600; x += 400) d += ` q100 ${-high} 200 0 t200 0`;
    return `${d} V${H} Z`;
  };
  return STARS.map(([x, y], i) => rise(ramp(t, 0.2 + i * 0.15, 0.5), disc(x, y, i % 3 ? 4 : 6, PAPER), 0)).join('')
    + disc(820, 330, 96, '#F3E9C8') + disc(864, 300, 88, DEEP)
    + moved(-t * 9, 0, shape(ridge(1330, 150), '#17395E')) + moved(-t * 18, 0, shape(ridge(1500, 90), '#1F4A75'))
    + shape(`M0 1660 H${W} V${H} H0 Z`, '#0A2039');
}

function title(t, [first, second]) {
  return night(t) + rise(ramp(t, first), headline(W / 2, 800, 148, '晴夜防霜', PAPER))
    + rise(ramp(t, first + 0.5), stroke('M390 880 H690', 1, { colour: CINNABAR, thick: 10 }))
    + rise(ramp(t, second), text(W / 2, 990, 60, '一条短视频怎样走到地头', { fill: PAPER }));
}

function bubble(x, y, width, words, k) {
  return rise(k, box(x, y, width, 150, WASH, { radius: 60 }) + text(x + width / 2, y + 96, 58, words, { fill: DEEP, weight: 700 }));
}

function topic(t, [first]) {
  const asked = [[90, 560, 560, '今晚下霜吗？'], [400, 750, 590, '盖什么才管用？'], [90, 940, 500, '要不要浇水？']];
  return headline(W / 2, 330, 92, '常问的\n就是选题')
    + asked.map(([x, y, width, words], i) => bubble(x, y, width, words, ramp(t, first + i * 0.7))).join('')
    + stroke('M540 1120 V1200 M500 1165 L540 1205 L580 1165', ramp(t, first + 2.3), { thick: 10 })
    + rise(ramp(t, first + 2.8), box(190, 1240, 700, 170, DEEP) + text(W / 2, 1350, 68, '本周选题：防霜冻', { fill: PAPER, weight: 700 }));
}

function gates(t, [first, second]) {
  const rows = ['专家把关', '初审', '复审', '终审'];
  return headline(W / 2, 330, 92, '先把关\n再发布') + box(170, 540, 740, 860, '#FFFFFF', { line: EDGE, thick: 4 })
    + rows.map((row, i) => {
      const from = i ? second + 0.3 + (i - 1) * 0.6 : first + 0.5;
      const y = 600 + i * 195;
      return text(250, y + 105, 72, row, { anchor: 'start', weight: 700, fill: i ? INK_2 : CINNABAR })
        + box(680, y + 20, 120, 120, i ? WASH : CINNABAR_WASH, { radius: 20 }) + tick(690, y + 30, 100, ramp(t, from, 0.5), i ? AZURE : CINNABAR)
        + (i < 3 ? stroke(`M250 ${y + 170} H830`, 1, { colour: EDGE, thick: 3 }) : '');
    }).join('');
}

function minutes(t, [first, second]) {
  const k = ramp(t, first + 0.3, 2.6);
  const stops = [[190, '气象局'], [540, '信息员'], [890, '田头']];
  return headline(W / 2, 300, 92, '预警发出后')
    + disc(W / 2, 710, 280, WASH) + stroke('M540 430 A280 280 0 1 1 539.9 430', k, { thick: 22 })
    + text(W / 2, 780, 220, count(k, 30), { weight: 700, fill: DEEP }) + text(W / 2, 890, 64, '分钟内', { weight: 700, fill: INK_2 })
    + stroke('M190 1180 H890', ramp(t, second, 2), { colour: CINNABAR, thick: 10 })
    + stops.map(([x, word], i) => rise(ramp(t, second + i * 0.8, 0.5), disc(x, 1180, 34, i === 2 ? CINNABAR : AZURE) + text(x, 1300, 60, word, { weight: 700 }), 0)).join('')
    + rise(ramp(t, second + 1.9), text(W / 2, 1430, 52, '广播＋微信群', { fill: INK_2 }));
}

function valley(t, [first, second]) {
  const ground = 'M0 900 C200 880 300 1290 540 1290 S880 880 1080 900 V1920 H0 Z';
  const pool = ramp(t, second, 1.8);
  const heat = [230, 400, 540, 680, 850].map((x, i) => {
    const y = [1000, 1180, 1230, 1180, 1000][i];
    return stroke(`M${x} ${y} v-230 m-26 34 l26 -34 l26 34`, ramp(t, first + 0.5 + i * 0.25, 0.9), { colour: CINNABAR, thick: 9 });
  }).join('');
  return headline(W / 2, 300, 92, '热往天上散\n冷往低处积')
    + rise(pool, shape('M330 1150 H750 C700 1230 640 1290 540 1290 S380 1230 330 1150 Z', '#B9D3EC'), 0)
    + shape(ground, DEEP) + heat
    + rise(ramp(t, second + 0.6), box(60, 560, 440, 180, WASH) + text(280, 675, 58, '百叶箱里 3℃', { weight: 700, fill: DEEP })
      + box(580, 560, 440, 180, CINNABAR_WASH) + text(800, 675, 58, `花面可到 ${String(count(ramp(t, second + 0.8, 1.4), -1, 3)).replace('-', '−')}℃`, { weight: 700, fill: CINNABAR }))
    + rise(ramp(t, second + 1), text(W / 2, 1420, 46, '示意图：洼地最冷', { fill: PAPER }));
}

function actions(t, [first, look, water, cover]) {
  return rise(ramp(t, first), headline(W / 2, 340, 100, '天黑前三件事'))
    + card(500, '看', '云少不少\n风大不大、露点低不低', ramp(t, look), { height: 260, size: 58 })
    + card(810, '浇', '傍晚前浇透水\n最好提前一天', ramp(t, water), { height: 260, size: 58 })
    + card(1120, '盖', '无纺布盖好\n塑料膜别贴着花叶', ramp(t, cover), { height: 260, size: 58 });
}

function end(t, [first]) {
  return ['问得真', '讲得准', '送得快'].map((words, i) => rise(ramp(t, first + i * 0.6), headline(W / 2, 560 + i * 200, 128, words, PAPER))).join('')
    + rise(ramp(t, first + 2), stroke('M390 1080 H690', 1, { colour: CINNABAR, thick: 10 })
      + text(W / 2, 1190, 46, '依据：清河县三年行动方案（示例）\n示例农业气象学会（示例）\n演示作品，可免费转载', { fill: PAPER, leading: 1.6 }));
}

export default {
  title: '晴夜防霜：一条短视频怎样走到地头',
  file: 'frost.mp4', width: W, height: H, fps: 25, gain: 0.34, bell: 0.05, voice: { pace: 225, pitch: 42 },
  filters: [],
  output: ['-c:v', 'libx264', '-preset', 'veryslow', '-crf', '33', '-tune', 'animation', '-aq-mode', '3', '-x264-params', 'no-dct-decimate=1', '-g', '250', '-c:a', 'aac', '-ac', '1', '-ar', '44100', '-b:a', '40k', '-movflags', '+faststart'],
  captions: [{ language: 'zh', file: 'frost.zh.ass', format: 'ass' }],
  scenes: [
    { background: DEEP, draw: title, lines: [
      { zh: '今晚没有云，也没有风，|会下霜吗？' },
      { zh: '这是清河县（示例）农户|常问的一句话。', say: '这是清河县农户常问的一句话。' },
    ] },
    { background: PAPER, draw: topic, after: 1.2, lines: [{ zh: '热线里反复出现的问题，|就是下一条短视频的选题。' }] },
    { background: PAPER, draw: gates, after: 1.2, lines: [{ zh: '稿子先请专家把关，' }, { zh: '再由三个人分别审。' }] },
    { background: PAPER, draw: minutes, lines: [{ zh: '霜冻预警发出后，|三十分钟内通知到种养大户。' }, { zh: '广播先响，|短视频随后进微信群。' }] },
    { background: PAPER, draw: valley, after: 1.2, lines: [{ zh: '晴夜像掀了被子，|地里的热散得快。' }, { zh: '冷空气重，|往低洼的地方积。' }] },
    { background: PAPER, draw: actions, lines: [
      { zh: '所以，天黑前做三件事。' }, { zh: '一看云、看风、看露点。' }, { zh: '二把地浇透，别等半夜。' }, { zh: '三盖无纺布，|塑料膜别贴着花叶。' },
    ] },
    { background: DEEP, draw: end, after: 2, lines: [{ zh: '字幕、文字稿、出处都有，|合作媒体可以免费转载。' }] },
  ],
};
