// 重点任务一览: the plan's fourth chapter as a tree that draws itself. Lying, without a word spoken, with soft tones.

import { AZURE, CINNABAR, CINNABAR_WASH, DEEP, EDGE, INK, INK_2, PAPER, WASH, box, count, disc, headline, ramp, rise, stroke, text } from '../draw.mjs';
import { mix, tone } from '../sound.mjs';

const [W, H] = [1920, 1080];

/** Chapters with the number of their numbered nodes, themselves included. */
const CHAPTERS = [['总体要求', 1], ['学习', 6], ['宣传', 5], ['重点任务', 23], ['保障', 4]];

const SECTIONS = [['（一）', '牵头全民科学素质', 4], ['（二）', '科普工作职能', 7], ['（三）', '国际人文交流', 4], ['（四）', '科普决策咨询', 3]];

const ITEMS = ['价值引领', '“六位一体”服务体系', '“四级联动”基层动员', '“一体两翼”协同', '短视频为重点的资源', '现代科技馆体系', '青少年科技教育'];

const PEOPLE = ['青少年', '农民', '产业工人', '老年人', '领导干部\n和公务员'];

function title(t, [first]) {
  return stroke('M240 760 C560 620 760 860 1080 720 S1500 640 1700 700', ramp(t, first + 0.4, 2.4), { colour: '#2F5F93', thick: 10 })
    + rise(ramp(t, first), headline(W / 2, 470, 150, '重点任务一览', PAPER))
    + rise(ramp(t, first + 0.8), text(W / 2, 610, 64, '看懂工作方案第四章', { fill: PAPER }))
    + rise(ramp(t, first + 1.4), text(W / 2, 920, 44, '无人声，请看画面文字', { fill: '#C9D6E4' }));
}

function chapters(t, [first, second]) {
  const k = ramp(t, first + 0.2, 2);
  const high = ramp(t, second, 0.8);
  const bars = CHAPTERS.map(([name, nodes], i) => {
    const [x, grown] = [820 + i * 205, Math.round(nodes * 24 * ramp(t, first + 0.2 + i * 0.2, 1.2))];
    const chosen = i === 3 && high > 0;
    return box(x, 820 - grown, 130, grown, chosen ? CINNABAR : '#8FB3D9', { radius: 10 }) + text(x + 65, 890, 46, name, { weight: 700, fill: chosen ? CINNABAR : INK })
      + rise(ramp(t, first + 1 + i * 0.2), text(x + 65, 790 - nodes * 24, 56, nodes, { weight: 700, fill: chosen ? CINNABAR : AZURE }), 0);
  });
  return headline(370, 330, 84, '一份方案') + text(370, 560, 200, count(k, 39), { weight: 700, fill: DEEP }) + text(370, 660, 56, '个编号条目', { fill: INK_2 })
    + rise(high, text(370, 790, 56, '第四章占一半以上', { weight: 700, fill: CINNABAR })) + stroke('M780 820 H1840', 1, { colour: EDGE, thick: 5 }) + bars.join('');
}

function tree(t, [first, second]) {
  const rows = SECTIONS.map(([number, name, items], i) => {
    const [y, from] = [250 + i * 195, first + 0.4 + i * 0.7];
    const dots = Array.from({ length: items }, (_, n) => rise(ramp(t, second + i * 0.3 + n * 0.1, 0.3), disc(1440 + n * 62, y, 22, i === 1 && n === 4 ? CINNABAR : AZURE), 0));
    return stroke(`M470 545 C600 545 560 ${y} 690 ${y}`, ramp(t, from, 0.8), { thick: 8 })
      + rise(ramp(t, from + 0.4), box(700, y - 70, 680, 140, WASH) + text(740, y + 20, 56, `${number}${name}`, { anchor: 'start', weight: 700, fill: DEEP })) + dots.join('');
  });
  return box(110, 440, 360, 210, DEEP) + headline(290, 530, 68, '第四章\n重点任务', PAPER) + rows.join('')
    + rise(ramp(t, second + 1.6), text(290, 760, 60, '四类，18项', { weight: 700, fill: CINNABAR }));
}

function functions(t, [first, second]) {
  const high = ramp(t, second, 0.7);
  return headline(W / 2, 190, 84, '（二）科普工作职能：七项')
    + ITEMS.map((item, i) => {
      const [x, y] = [i < 4 ? 130 : 1000, 290 + (i % 4) * 165];
      const chosen = i === 4;
      return rise(ramp(t, first + i * 0.3), box(x, y, 800, 135, chosen && high > 0.5 ? CINNABAR_WASH : WASH, { line: chosen && high > 0.5 ? CINNABAR : 'none', thick: 6 })
        + disc(x + 80, y + 68, 44, chosen && high > 0.5 ? CINNABAR : AZURE) + text(x + 80, y + 86, 52, i + 1, { fill: PAPER, weight: 700 })
        + text(x + 155, y + 88, 56, item, { anchor: 'start', weight: 700, fill: chosen && high > 0.5 ? CINNABAR : INK }));
    }).join('')
    + rise(high, text(1400, 880, 52, '第5项：请科技工作者一起创作', { fill: CINNABAR, weight: 700 }));
}

function people(t, [first]) {
  return headline(W / 2, 240, 84, '为谁而做：五类重点人群')
    + stroke('M240 560 H1680', ramp(t, first, 2.4), { colour: EDGE, thick: 8 })
    + PEOPLE.map((name, i) => rise(ramp(t, first + 0.2 + i * 0.5), disc(240 + i * 360, 560, 150, i % 2 ? WASH : CINNABAR_WASH)
      + text(240 + i * 360, name.includes('\n') ? 550 : 578, name.includes('\n') ? 50 : 62, name, { weight: 700, fill: i % 2 ? AZURE : CINNABAR, leading: 1.25 }))).join('')
    + rise(ramp(t, first + 3), text(W / 2, 860, 54, '各有提升行动，见（一）第3项', { fill: INK_2 }));
}

function end(t, [first]) {
  return rise(ramp(t, first), headline(W / 2, 450, 110, '点开任意一条，看它的解读', PAPER))
    + rise(ramp(t, first + 0.8), stroke('M760 530 H1160', 1, { colour: CINNABAR, thick: 10 })
      + text(W / 2, 660, 48, '编号和标题依原方案，概括为本站所写\n云岸科普出版中心（示例）', { fill: PAPER, leading: 1.7 }));
}

/** A slow walk over the five notes, softly, and a low one underneath at every second bar. */
function music(track, seconds, bells) {
  const walk = [0, 2, 3, 4, 3, 2, 1, 0, 2, 4, 3, 1];
  for (let i = 0; i * 0.9 < seconds - 2.5; i++) {
    mix(track, tone(bells[walk[i % walk.length]], 2.4, 0.11), 0.4 + i * 0.9);
    if (i % 4 === 0) mix(track, tone(bells[i % 8 ? 3 : 0] / 2, 3.6, 0.14), 0.4 + i * 0.9);
  }
}

export default {
  title: '重点任务一览',
  file: 'tasks.mp4', width: W, height: H, fps: 30, gain: 1, bell: 0.08, voice: {}, music,
  filters: [],
  output: ['-c:v', 'libx264', '-preset', 'veryslow', '-crf', '33', '-tune', 'animation', '-aq-mode', '3', '-x264-params', 'no-dct-decimate=1', '-g', '250', '-c:a', 'aac', '-ac', '2', '-ar', '44100', '-b:a', '56k'],
  captions: [],
  scenes: [
    { background: DEEP, draw: title, lines: [{ seconds: 3 }] },
    { background: PAPER, draw: chapters, lines: [{ seconds: 2.8 }, { seconds: 1.8 }] },
    { background: PAPER, draw: tree, lines: [{ seconds: 3.4 }, { seconds: 2.6 }] },
    { background: PAPER, draw: functions, lines: [{ seconds: 3 }, { seconds: 2.6 }] },
    { background: PAPER, draw: people, lines: [{ seconds: 4.6 }] },
    { background: DEEP, draw: end, after: 2.2, lines: [{ seconds: 2.4 }] },
  ],
};
