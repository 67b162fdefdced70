// The kinds of entries, and the fields of each: what the form asks and what the list shows.

export type Kind = 'organisations' | 'people' | 'topics' | 'campaigns' | 'terms';

/** As files give it; which fields there are depends on the kind. */
export interface Entry {
  slug: string;
  name: string;
  [field: string]: unknown;
}

export interface EntryItem {
  entry: Entry;
  digest: string;
  may_edit: boolean;
}

export interface EntryList {
  entries: EntryItem[];
  may_add: boolean;
  places: string[];
}

export type Shape = 'line' | 'text' | 'day' | 'words' | 'kind' | 'place' | 'places';

export interface FieldShape {
  name: string;
  label: string;
  shape: Shape;
  hint?: string;
  required?: boolean;
  /** Left out where it is empty; others are sent as empty text. */
  optional?: boolean;
  /** Only of an entry that says so. */
  when?: (entry: Entry) => boolean;
}

export const ORGANISATION_KINDS: Record<string, string> = {
  national: '全国科协',
  province: '省级科协',
  city: '市级科协',
  county: '县级科协',
  society: '学会',
  enterprise: '企业科协',
  university: '高校科协',
  union: '联合体',
  media: '媒体',
  government: '政府部门',
};

const NAME: FieldShape = { name: 'name', label: '名称', shape: 'line', required: true };
const NAME_EN: FieldShape = { name: 'name_en', label: '英文名称', shape: 'line', optional: true, hint: '可不填。英文页面上用。' };
const ABOUT: FieldShape = { name: 'about', label: '简介', shape: 'text', hint: '一段话，公开显示。' };

export const KINDS: Record<Kind, { name: string; one: string; page: string; fields: FieldShape[]; blank: () => Entry }> = {
  organisations: {
    name: '组织',
    one: '组织',
    page: '/organisations/',
    blank: () => ({ slug: '', name: '', kind: 'county', members: [], about: '' }),
    fields: [
      NAME,
      NAME_EN,
      { name: 'kind', label: '类型', shape: 'kind', required: true },
      { name: 'parent', label: '上级组织', shape: 'place', optional: true, hint: '上级的管理员能管理下级。' },
      { name: 'members', label: '成员单位', shape: 'places', when: ({ kind }) => kind === 'union', hint: '联合体的人员能看到成员单位的稿子，由站点管理员增减。' },
      ABOUT,
    ],
  },
  people: {
    name: '人物',
    one: '人物',
    page: '/people/',
    blank: () => ({ slug: '', name: '', title: '', fields: [], about: '' }),
    fields: [
      { ...NAME, label: '姓名' },
      { ...NAME_EN, label: '英文姓名' },
      { name: 'organisation', label: '所在组织', shape: 'place', optional: true, hint: '由这个组织和上级维护；不属于任何组织的，由站点管理员维护。' },
      { name: 'title', label: '职务或职称', shape: 'line' },
      { name: 'fields', label: '研究领域', shape: 'words', hint: '专家填写，用顿号隔开。' },
      { name: 'interests', label: '利益申报', shape: 'text', optional: true, hint: '没有申报过就空着；“无”也是一种申报，请写出来。' },
      ABOUT,
    ],
  },
  topics: {
    name: '主题',
    one: '主题',
    page: '/topics/',
    blank: () => ({ slug: '', name: '', about: '' }),
    fields: [NAME, NAME_EN, ABOUT],
  },
  campaigns: {
    name: '专题',
    one: '专题',
    page: '/campaigns/',
    blank: () => ({ slug: '', name: '', starts: '', ends: '', about: '' }),
    fields: [
      NAME,
      NAME_EN,
      { name: 'starts', label: '开始', shape: 'day', required: true, hint: '北京时间当天零点开放。' },
      { name: 'ends', label: '结束', shape: 'day', required: true, hint: '到这一天结束，之后页面仍可查阅。' },
      ABOUT,
    ],
  },
  terms: {
    name: '术语',
    one: '术语',
    page: '/glossary#term-',
    blank: () => ({ slug: '', name: '', also: [], about: '', source: '' }),
    fields: [
      NAME,
      { ...NAME_EN, hint: '可不填。写了英文解释的，英文作品里的这个说法也会标出。' },
      { name: 'also', label: '其他写法', shape: 'words', hint: '正文里的简称和别名，用顿号隔开。' },
      { name: 'about', label: '解释', shape: 'text', required: true, hint: '不超过300字。读者在正文里轻点这个词就能看到。' },
      { name: 'about_en', label: '英文解释', shape: 'text', optional: true, hint: '可不填。' },
      { name: 'source', label: '出处', shape: 'line', required: true, hint: '这个说法写在哪里，例如：《中华人民共和国科学技术普及法》第七条。' },
      { name: 'clause', label: '出处的条款', shape: 'line', optional: true, hint: '出处是本站收录的文件时填写，例如 work-plan-2022#4.2.4，术语表上会有链接。' },
    ],
  },
};

/** What the form has, as the server takes it. */
export function asSent(kind: Kind, entry: Entry): Entry {
  const sent: Entry = { ...entry };
  for (const { name, shape, optional, when } of KINDS[kind].fields) {
    const value = sent[name];
    if (typeof value === 'string') sent[name] = value.trim();
    if (when && !when(entry)) sent[name] = shape === 'places' ? [] : undefined;
    if (optional && !sent[name]) delete sent[name];
  }
  return sent;
}

/** `农业、气象` and `农业, 气象` are two words. */
export function split(text: string): string[] {
  return text.split(/[、,，;；\n]/u).map((word) => word.trim()).filter(Boolean);
}

/** Of the address: what of the English name can stand there. */
export function slugOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/gu, '-').replace(/^-+|-+$/gu, '').slice(0, 96);
}
