// 电池别带上楼充: why, and what to do instead; captions in Chinese and English. HEVC in MOV with a variable frame rate.

import { AZURE, CINNABAR, CINNABAR_WASH, DEEP, EDGE, INK, INK_2, PAPER, WASH, box, card, disc, headline, ramp, rise, shape, stroke, text } from '../draw.mjs';

const [W, H] = [1080, 1920];

/** A battery `width` wide with a charge of `k`. */
function cell(x, y, width, k, colour, edge = INK) {
  const height = width * 0.5;
  return box(x, y, width, height, '#FFFFFF', { line: edge, thick: 12, radius: 28 }) + box(x + width + 10, y + height * 0.32, width * 0.06, height * 0.36, edge, { radius: 8 })
    + (k > 0 ? box(x + 28, y + 28, Math.round((width - 56) * k), height - 56, colour, { radius: 12 }) : '');
}

function title(t, [first, second]) {
  return rise(ramp(t, first), headline(W / 2, 400, 112, '电动自行车的\n电池', PAPER))
    + cell(300, 700, 460, ramp(t, first + 0.6, 2.4), AZURE, '#8FB3D9')
    + rise(ramp(t, first + 1.6), headline(W / 2, 1160, 132, '别带上楼充', PAPER))
    + rise(ramp(t, second), stroke('M390 1240 H690', 1, { colour: CINNABAR, thick: 10 }) + text(W / 2, 1350, 64, '为什么？看三步', { fill: PAPER }));
}

const BOLT = 'M560 520 l-90 140 h70 l-40 120 l110 -160 h-74 l44 -100 Z';

function chain(t, [first, second, third]) {
  const [hurt, hot, fire] = [ramp(t, first), ramp(t, second), ramp(t, third)];
  const step = (y, number, words, k, colour) => rise(k, disc(170, y, 62, colour) + text(170, y + 26, 74, number, { fill: PAPER, weight: 700 })
    + text(270, y + 26, 72, words, { anchor: 'start', weight: 700, fill: colour }));
  return headline(W / 2, 320, 92, '一块电池出事的三步')
    + cell(280, 470, 480, 1, fire > 0.5 ? CINNABAR : hot > 0.5 ? '#D9826F' : '#8FB3D9')
    + rise(hurt, shape(BOLT, INK), 0)
    + step(900, '1', '受伤：摔、泡、改装', hurt, AZURE) + step(1060, '2', '发热：越热越快', hot, '#B4533F') + step(1220, '3', '喷烟起火，烟有毒', fire, CINNABAR)
    + stroke('M120 1480 H960', 1, { colour: EDGE, thick: 5 })
    + stroke('M120 1470 C420 1460 640 1450 780 1410 S900 1340 940 1300', ramp(t, second + 0.3, 3.2), { colour: CINNABAR, thick: 14 })
    + rise(hot, text(140, 1430, 42, '温度', { anchor: 'start', fill: INK_2 }), 0);
}

function house(t, [first, second]) {
  const floor = (i) => 1390 - i * 230;
  const rooms = [0, 1, 2, 3].map((i) => box(150, floor(i) - 210, 420, 210, '#FFFFFF', { line: INK_2, thick: 5, radius: 4 })
    + box(230, floor(i) - 165, 110, 110, WASH, { radius: 6 }) + box(390, floor(i) - 165, 110, 110, WASH, { radius: 6 })).join('');
  const stairs = [0, 1, 2].map((i) => stroke(`M600 ${floor(i)} l60 -40 v-38 l60 -38 v-38 l60 -38 v-38 l80 0`, 1, { colour: INK_2, thick: 7 })).join('');
  const smoke = Array.from({ length: 9 }, (_, i) => rise(ramp(t, first + 0.3 + i * 0.28, 0.7), `<g opacity="0.8">${disc(715 + (i % 2 ? 55 : -25), 1290 - i * 88, 46 + i * 7, i % 2 ? '#9A8682' : '#857370')}</g>`, 40)).join('');
  return headline(W / 2, 290, 92, '楼道是逃生的路')
    + rooms + box(580, 490, 350, 900, 'none', { line: INK_2, thick: 5, radius: 4 }) + stairs
    + box(630, 1330, 110, 56, CINNABAR, { radius: 8 })
    + smoke
    + rise(ramp(t, second), disc(755, 930, 190, PAPER, { line: CINNABAR, thick: 22 }) + text(755, 915, 74, '不停车', { weight: 700, fill: CINNABAR }) + text(755, 1015, 74, '不充电', { weight: 700, fill: CINNABAR }));
}

function actions(t, [first, one, two, three, four]) {
  const small = { height: 225, size: 58 };
  return rise(ramp(t, first), headline(W / 2, 320, 104, '记住四句话'))
    + card(430, '点', '去室外集中充电点', ramp(t, one), small)
    + card(690, '配', '只用原配充电器\n不改装', ramp(t, two), small)
    + card(950, '查', '鼓包、泡水、摔过\n送维修点检查', ramp(t, three), small)
    + card(1210, '跑', '冒烟：关门、离开\n打 119', ramp(t, four), { ...small, colour: CINNABAR, fill: CINNABAR_WASH });
}

function end(t, [first]) {
  return rise(ramp(t, first), headline(W / 2, 620, 112, '班前会放一遍\n回家讲一遍', PAPER))
    + rise(ramp(t, first + 1.4), stroke('M390 900 H690', 1, { colour: CINNABAR, thick: 10 })
      + text(W / 2, 1020, 46, '恒远装备企业科协（示例）\n清河县科协（示例）\n演示作品，人物机构均为示例', { fill: PAPER, leading: 1.6 }));
}

export default {
  title: '电动自行车的电池，别带上楼充',
  file: 'battery.mov', width: W, height: H, fps: 30, gain: 0.95, bell: 0.03, voice: { pace: 225, pitch: 50 },
  // Pictures that do not change are left out, up to eight in a row: what screen recorders and phones in the dark write.
  filters: ['mpdecimate=max=8:hi=64:lo=32:frac=0.02'],
  output: ['-vsync', 'vfr', '-c:v', 'libx265', '-preset', 'slow', '-crf', '31', '-tag:v', 'hvc1', '-x265-params', 'log-level=error:keyint=150', '-c:a', 'aac', '-ac', '1', '-ar', '48000', '-b:a', '40k'],
  captions: [{ language: 'zh', file: 'battery.zh.srt', format: 'srt' }, { language: 'en', file: 'battery.en.srt', format: 'srt' }],
  scenes: [
    { background: DEEP, draw: title, lines: [
      { zh: '电动自行车的电池，|不要带上楼充电。', en: 'Do not take an e-bike battery|upstairs to charge.' },
      { zh: '为什么？看一块锂电池|出事的三步。', en: 'Why? Here is how a lithium battery|goes wrong, in three steps.' },
    ] },
    { background: PAPER, draw: chain, after: 1, lines: [
      { zh: '第一步，受伤：摔过、泡过、|改装过，里面可能短路。', en: 'One, damage: a fall, a soaking or a|modification can short it inside.' },
      { zh: '第二步，发热：|热引出更多的热，越来越快。', en: 'Two, heat: heat makes more heat,|faster and faster.' },
      { zh: '第三步，喷烟起火：|烟有毒，火很难扑灭。', en: 'Three, fire: toxic smoke,|and flames hard to put out.' },
    ] },
    { background: PAPER, draw: house, after: 1, lines: [
      { zh: '楼道一着火，|逃生的路就断了。', en: 'A fire in the stairwell|cuts off the way out.' },
      { zh: '门厅、走道、楼梯间，|都不停车、不充电。', en: 'So do not park or charge in halls,|corridors or on the stairs.' },
    ] },
    { background: PAPER, draw: actions, lines: [
      { zh: '记住四句话。', en: 'Remember four things.' },
      { zh: '充电，去室外集中充电点。', en: 'Charge at a charging point outdoors.' },
      { zh: '只用原配充电器，不改装。', en: 'Use the original charger;|modify nothing.' },
      { zh: '鼓包、泡水、摔过的，|送到维修点检查。', en: 'Swollen, soaked or dropped?|Have it checked at a repair shop.' },
      { zh: '冒烟了不要去抢，|关门、离开、打119。', say: '冒烟了不要去抢，关门，离开，打，幺幺九。', en: 'If it smokes, leave it: get out,|shut the door, call 119.' },
    ] },
    { background: DEEP, draw: end, after: 2, lines: [{ zh: '班前会上放一遍，|回家再讲给家里人听。', en: 'Show it before the shift,|and tell it again at home.' }] },
  ],
};
