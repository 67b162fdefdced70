// @vitest-environment happy-dom
// What Word, WPS and WeChat put on the clipboard, written for these tests in their manner.

import { expect, test } from 'vitest';

import { clean } from '../src/editor/paste/clean';
import { pictureIn } from '../src/editor/paste/plugin';

const word = (body: string) => `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm; font-size:10.5pt;} --></style></head>
<body lang=ZH-CN style='word-wrap:break-word'><!--StartFragment-->${body}<!--EndFragment--></body></html>`;

const item = (level: number, mark: string, words: string) =>
  `<p class=MsoListParagraph style='margin-left:21.0pt;text-indent:-21.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span lang=EN-US style='mso-bidi-font-family:Calibri'><span style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span>${words}</span><o:p></o:p></p>`;

test('headings of Word keep their order, and a bold paragraph stays a paragraph', () => {
  const { html, report } = clean(word(`
<h1 style='mso-outline-level:1'>一、总体要求<span lang=EN-US><o:p></o:p></span></h1>
<p class=MsoNormal style='text-indent:21.0pt'><b><span style='font-size:16.0pt;color:red'>只是加粗的一段</span></b><o:p></o:p></p>
<p class=MsoHeading8 style='mso-outline-level:2'>二级</p>
<h3>三级<b>粗</b></h3>
<p class=MsoNormal>正文在Word里
换行，没有空格；English words
wrap<span style='mso-spacerun:yes'>&nbsp; </span>here.</p>`));
  expect(html).toBe('<h2>一、总体要求</h2><p><strong>只是加粗的一段</strong></p><h3>二级</h3><h4>三级粗</h4><p>正文在Word里换行，没有空格；English words wrap here.</p>');
  expect(report).toEqual(['已粘贴。', '颜色、字号、下划线等样式没有带进来。']);
});

test('numbered and bulleted paragraphs of Word become lists inside lists', () => {
  const { html, report } = clean(word(item(1, '1.', '甲') + item(2, 'o', '甲一') + item(2, 'o', '甲二') + item(1, '2.', '<b>乙</b>') + '<p class=MsoNormal>间隔</p>' + item(1, '3)', '丙') + item(1, '·', '丁')));
  expect(html).toBe('<ol><li><p>甲</p><ul><li><p>甲一</p></li><li><p>甲二</p></li></ul></li><li><p><strong>乙</strong></p></li></ol><p>间隔</p><ol start="3"><li><p>丙</p></li></ol><ul><li><p>丁</p></li></ul>');
  expect(report).toEqual([]);
});

test('the numbers of an official text stay words', () => {
  expect(clean(word(item(1, '一、', '总体要求') + item(2, '（一）', '指导思想'))).html).toBe('<p>一、总体要求</p><p>（一）指导思想</p>');
});

test('a table of WPS keeps its cells, and merged ones are taken apart', () => {
  const { html, report } = clean(`<html><body><table border=1 cellspacing=0 style="border-collapse:collapse;mso-table-layout-alt:fixed">
<tr><td width=100 style="width:75pt"><p class=MsoNormal align=center style="text-align:center"><b><span>项目</span></b></p></td><td colspan=2><p class=MsoNormal><span>数量</span></p><p class=MsoNormal><span>（个）</span></p></td></tr>
<tr><td rowspan=2>甲</td><td style="text-align:right">1</td><td>2<br>3</td></tr>
<tr><td>4</td></tr>
</table></body></html>`);
  expect(html).toBe(
    '<table><tr><td data-align="centre"><strong>项目</strong></td><td>数量 （个）</td><td></td></tr><tr><td>甲</td><td data-align="right">1</td><td>2 3</td></tr><tr><td></td><td>4</td><td></td></tr></table>',
  );
  expect(report).toEqual(['已粘贴。', '表格里2个合并的单元格已拆开，请核对。']);
});

test('an article of WeChat comes as paragraphs, and what is left behind is counted', () => {
  const { html, report } = clean(`<div id="js_content"><section style="text-align:center;background-color:rgb(0,82,255)"><section><p><span leaf="" style="color:#fff;font-size:17px">标题样子的一段</span></p></section></section>
<section data-role="paragraph"><span leaf="">第一段<br><br>第二段，<span textstyle="" style="font-weight: bold;">重点</span>。</span></section>
<p><img class="rich_pages wxw-img" data-src="https://mmbiz.example/1.png"></p><section><svg viewBox="0 0 1 1"><text>x</text></svg></section>
<mp-common-mpaudio name="听"></mp-common-mpaudio><iframe class="video_iframe" data-src="https://v.example"></iframe><script>alert(1)</script>
<p><a href="https://mp.weixin.example/s?a=1&amp;b=2">原文</a>，<a href="javascript:void(0)">点我</a></p><p style="display: none;">看不见</p></div>`);
  expect(html).toBe('<p>标题样子的一段</p><p>第一段</p><p>第二段，<strong>重点</strong>。</p><p><a href="https://mp.weixin.example/s?a=1&amp;b=2">原文</a>，点我</p>');
  expect(report).toEqual([
    '已粘贴。', '2张图片没有带进来。请先上传到素材库，再用“图片”插入，写明替代文字和来源。', '2个视频、音频或小程序没有带进来。', '1个链接的地址读者打不开，只留下了文字。', '网页里的脚本、表单已去掉。', '颜色、字号、下划线等样式没有带进来。',
  ]);
});

test('lists, quotes, code and rules of a page stay what they are', () => {
  expect(clean('<ul><li>甲<ul><li>乙</li></ul></li><ul><li>丙</li></ul></ul><blockquote>引<p>文</p></blockquote><pre>a\n  b\n</pre><hr><ol start="4"><li><p>四</p><p>又</p></li></ol>').html).toBe(
    '<ul><li><p>甲</p><ul><li><p>乙</p></li></ul><ul><li><p>丙</p></li></ul></li></ul><blockquote><p>引</p><p>文</p></blockquote><pre>a\n  b</pre><hr><ol start="4"><li><p>四</p><p>又</p></li></ol>',
  );
});

test('a table of one cell is a frame around a text', () => {
  expect(clean('<table><tr><td><h2>题</h2><p>文</p></td></tr></table>').html).toBe('<h2>题</h2><p>文</p>');
});

test('what would run, or hide, is never kept', () => {
  for (const source of ['<p onclick="x()" style="color:red" id="a" class="b">甲</p>', '<p><a href="data:text/html,x">甲</a></p>', '<p><math><mi href="javascript:x">甲</mi></math></p>', '<style>p{}</style><p>甲</p>', '<p><span style="mso-hide:all">藏</span>甲</p>']) {
    expect(clean(source).html).toBe('<p>甲</p>');
  }
});

test('a picture that is pasted as a file is taken, but not the one that an office program puts beside its text', () => {
  const picture = new File(['x'], 'image.png', { type: 'image/png' });
  expect(pictureIn([new File(['x'], 'a.zip', { type: 'application/zip' }), picture])).toBe(picture);
  expect(pictureIn([picture], '表格里的字')).toBeUndefined();
  expect(pictureIn([new File(['x'], 'a.mp4', { type: 'video/mp4' })])).toBeUndefined();
});

test('whatever is on the clipboard comes in tame', () => {
  let seed = 20261130;
  const below = (n: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * n);
  };
  const pieces = ['<p', '<span style="mso-list:Ignore', '<table><tr><td colspan=9999>', '</td>', '<a href="java\tscript:x()">', '<svg onload=x()>', '<!--[if gte mso 9]>', '<![endif]-->', '<style>', '</style>', '<o:p>', '>', '"', "'", '<script>x()</script>', '<iframe srcdoc="<p onclick=x()>">', '<math><mi xlink:href="javascript:x">', '<ul><ol><li>', '</ul>', '<h1>', '字', '&lt;img src=x onerror=x()&gt;', '\u202e', '<pre>\n', '<img src=x onerror=x()>', '</body>'];
  const allowed = new Set('P H2 H3 H4 UL OL LI BLOCKQUOTE PRE HR TABLE THEAD TBODY TR TH TD STRONG EM CODE A BR SUB SUP DEL S'.split(' '));
  for (let round = 0; round < 400; round += 1) {
    let source = '';
    for (let length = below(40); length > 0; length -= 1) source += pieces[below(pieces.length)];
    const body = new DOMParser().parseFromString(clean(source).html, 'text/html').body;
    for (const element of body.querySelectorAll('*')) {
      expect(allowed.has(element.tagName.toUpperCase()), `${element.tagName} of ${source}`).toBe(true);
      for (const { name, value } of element.attributes) {
        expect(name.startsWith('on') || name === 'style' || /^\s*(?:javascript|data):/iu.test(value), `${name}=${value} of ${source}`).toBe(false);
      }
    }
  }
});
