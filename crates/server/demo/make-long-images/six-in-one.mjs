// 六位一体: what the six words of one clause mean to a county, as a long image. Each panel is a drawing and the words in it.

const SIX = [
  ['品牌', '先有一个叫得响的名字', '一提起来大家就知道找谁，\n活动、课程和短视频都挂在它名下，\n攒下的信任不会散。', '县里可以做：\n给科普日、讲座和视频号用同一个名字'],
  ['平台', '让资源有个取用的地方', '好内容放在一处，标明来源和许可，\n学校、社区和媒体随取随用，\n不必各做各的。', '县里可以做：\n把审过的文章、长图、视频集中上架'],
  ['机制', '谁来做、怎么接力，写成规矩', '几家一起办事，靠的是说好的分工：\n谁出题、谁审核、谁发布、\n出了错谁来改。', '县里可以做：\n三审写进流程，更正公开可查'],
  ['队伍', '有人讲，有人审，有人送到门口', '专家把关，编辑说人话，\n志愿者把内容带到村和社区，\n三种人缺一不可。', '县里可以做：\n请学会专家结对，培训本地讲解员'],
  ['改革', '看效果，再改进', '不光数办了几场、发了几篇，\n还看有没有人看完、\n有没有人照着做。', '县里可以做：\n每季度看一次数据，停掉没人看的栏目'],
  ['阵地', '走得到的地方', '展馆、书屋、宣传栏、手机屏幕，\n都是讲科学的地方，\n离老人和孩子越近越好。', '县里可以做：\n长图张贴在服务站，扫码能听'],
];

const flat = (text) => text.replaceAll('\n', '');

function title(pen) {
  const { AZURE, DEEP, PAPER, WIDTH, box, disc, text, headline } = pen;
  const ring = SIX.map(([word], i) => {
    const turn = (i / 6) * 2 * Math.PI - Math.PI / 2;
    const [x, y] = [WIDTH / 2 + 300 * Math.cos(turn), 860 + 300 * Math.sin(turn)];
    return disc(x, y, 92, AZURE) + text(x, y + 18, 50, word, { fill: PAPER, weight: 700, serif: true });
  }).join('');
  return box(0, 0, WIDTH, 1280, '#EDF3FA', { radius: 0 })
    + text(WIDTH / 2, 130, 36, '一图读懂 · 第四章（二）2', { fill: AZURE, weight: 500 })
    + headline(WIDTH / 2, 250, 96, '什么是“六位一体”', DEEP)
    + text(WIDTH / 2, 340, 40, '高质量科普服务，由六样东西连成一套')
    + disc(WIDTH / 2, 860, 300, 'none', { line: '#B9CFE6', thick: 6 }) + ring
    + text(WIDTH / 2, 850, 56, '科普', { fill: DEEP, weight: 700, serif: true }) + text(WIDTH / 2, 920, 56, '服务', { fill: DEEP, weight: 700, serif: true });
}

function one([word, claim, about, act], number, pen) {
  const { AZURE, CINNABAR, DEEP, EDGE, INK, INK_2, PAPER, WASH, box, disc, text, headline, tick } = pen;
  return box(60, 40, 960, 800, number % 2 === 0 ? '#FFFFFF' : PAPER, { line: EDGE })
    + disc(170, 170, 74, number % 2 === 0 ? AZURE : CINNABAR) + text(170, 196, 72, String(number + 1), { fill: PAPER, weight: 700, serif: true })
    + text(280, 150, 60, word, { fill: DEEP, weight: 700, anchor: 'start', serif: true })
    + text(280, 216, 40, claim, { fill: INK, weight: 700, anchor: 'start' })
    + text(110, 340, 44, about, { fill: INK, anchor: 'start', leading: 1.5 })
    + box(110, 570, 860, 210, WASH) + tick(140, 600, 44, 1, CINNABAR)
    + text(200, 640, 38, act, { fill: INK_2, anchor: 'start', leading: 1.6 });
}

function end(pen) {
  const { DEEP, PAPER, WIDTH, box, text } = pen;
  return box(0, 40, WIDTH, 460, DEEP, { radius: 0 })
    + text(WIDTH / 2, 150, 48, '六样连在一起，才叫“一体”', { fill: PAPER, weight: 700, serif: true })
    + text(WIDTH / 2, 240, 36, '缺了任何一样，另外五样都会打折扣。', { fill: PAPER })
    + text(WIDTH / 2, 340, 30, '清河县科学技术协会（示例）制作', { fill: '#B9CFE6' })
    + text(WIDTH / 2, 396, 30, '内容是演示用的示例，不代表任何机构的意见', { fill: '#B9CFE6' }) + text(WIDTH / 2, 452, 26, 'CC BY 4.0', { fill: '#B9CFE6' });
}

export const PANELS = [
  { height: 1280, draw: title, words: '一图读懂 · 第四章（二）2\n\n什么是“六位一体”\n\n高质量科普服务，由六样东西连成一套：品牌、平台、机制、队伍、改革、阵地。' },
  ...SIX.map((six, i) => ({ height: 880, draw: (pen) => one(six, i, pen), words: `${i + 1}. ${six[0]}：${six[1]}\n\n${flat(six[2])}\n\n${flat(six[3])}。` })),
  { height: 500, draw: end, words: '六样连在一起，才叫“一体”。缺了任何一样，另外五样都会打折扣。\n\n清河县科学技术协会（示例）制作。内容是演示用的示例，不代表任何机构的意见。CC BY 4.0' },
];

/** File, first panel, the one after the last. */
export const PARTS = [['six-in-one-1.png', 0, 3], ['six-in-one-2.png', 3, 6], ['six-in-one-3.png', 6, 8]];
