// The rules that authors meet, in our own words: what is wrong, and how to mend it here. Of all others axe's Chinese words are shown.

export interface Remedy {
  /** In place of axe's, where that speaks of elements and attributes. */
  name?: string;
  remedy: string;
}

const HEADING = '正文先用“小标题”，里面才用“二级小标题”，再里面才用“三级小标题”，不要为了字号跳过一级。读屏软件的用户按级别找内容。';
const LIST = '选中这几段，用工具栏的“列表”或“编号列表”重新排，不要用符号或空格自己拼。';
const COLOUR = '正文的颜色由网站的样式决定，作者改不了。请告诉网站管理员；这里可以先换成普通文字。';
const LANGUAGE = '在“资料”里看看“语言”选得对不对：读屏软件按它发音。';

export const REMEDIES: Partial<Record<string, Remedy>> = {
  'image-alt': { name: '图片没有替代文字', remedy: '打开这张图片的表单，用一两句话写清图上有什么。看不见图的读者只靠它。' },
  'image-redundant-alt': { name: '替代文字和旁边的文字重复', remedy: '读屏软件会念两遍。替代文字写图上有什么，不要照抄图注或链接文字。' },
  'role-img-alt': { name: '图形没有替代文字', remedy: '用一两句话写清图上有什么。' },
  'empty-table-header': { name: '表头是空的', remedy: '给这一列写上名称；左上角也要写，例如“项目”。读屏软件念每一格都先念它的表头。' },
  'th-has-data-cells': { name: '表格只有表头，没有内容', remedy: '在表头下面填上内容；只有一行的话，改成一段话或列表。' },
  'td-has-header': { name: '表格里有的格子没有表头', remedy: '给每一列写上表头。' },
  'table-duplicate-name': { remedy: '表格的说明写一处就够，删去重复的一处。' },
  'heading-order': { name: '小标题跳了级', remedy: HEADING },
  'empty-heading': { name: '标题是空的', remedy: '写上文字，或者删去这一行。读屏软件靠标题在文章里走动。' },
  'page-has-heading-one': { name: '没有标题', remedy: '在最上面写上标题。' },
  'link-name': { name: '链接没有文字', remedy: '给链接写上文字，说清通到哪里；不要用了的话，删去它。' },
  'link-in-text-block': { name: '链接只靠颜色和文字区分', remedy: COLOUR },
  'identical-links-same-purpose': { name: '同样的链接文字通到不同的地方', remedy: '读屏软件会把链接单独列出来念。把文字写得各不相同，说清各自通到哪里，不要都写“点击这里”。' },
  'color-contrast': { name: '文字和底色分不清', remedy: COLOUR },
  'target-size': { name: '可以点的地方太小或太挤', remedy: '两个链接或脚注挨得太近。在它们之间留些文字，或者合成一个。' },
  list: { name: '列表的结构不对', remedy: LIST },
  listitem: { name: '列表项不在列表里', remedy: LIST },
  'definition-list': { name: '列表的结构不对', remedy: LIST },
  dlitem: { name: '列表项不在列表里', remedy: LIST },
  'valid-lang': { name: '语言的代码不对', remedy: LANGUAGE },
  'html-lang-valid': { name: '语言的代码不对', remedy: LANGUAGE },
  'scrollable-region-focusable': { name: '宽的内容用键盘滚不动', remedy: '表格少分几列，或者拆成两个；代码每行短一些。' },
  'svg-img-alt': { name: '公式或图形没有替代文字', remedy: '打开它的表单，写上怎样念。' },
  'summary-name': { name: '可以展开的地方没有名称', remedy: '给它写上名称。' },
};
