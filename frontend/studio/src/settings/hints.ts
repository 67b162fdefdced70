// What a setting of the site does, where its name does not say it.
export const HINTS: Record<string, string> = {
  site_name: '在每一页的顶部和底部、搜索引擎、订阅源和邮件里显示。',
  tagline: '在首页、每页底部和搜索引擎里显示。',
  site_name_en: '英文页面上的名称。',
  operator: '在每页底部显示；不填就不显示。',
  contact: '读者纠错、举报和询问用的邮箱，在每页底部、纠错说明和撤回页上显示。',
  filing: '工信部备案，例如 京ICP备00000000号-1。在每页底部显示。',
  police_filing: '公安机关备案，例如 京公网安备 00000000000000号。在每页底部显示。',
  site_code: '政府网站才有，只有数字和英文字母。在每页底部显示。',
};
