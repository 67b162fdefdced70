### 本站页面上的文字：中文。一行一条，等号左边是名字，不要改；右边是读者看到的文字，可以改。
### 花括号里的 { $count } 这类写法会换成数字或名称，要原样保留。改完后重新编译即可。

## Frame of every page, and words around a work

skip = 跳到正文
menu = 主菜单
menu-short = 菜单
views = 阅读方式
elder-view = 长辈版
ordinary-view = 普通版
scripts = 简体、繁体或英文
text-size = 字号
large-text = 大字
larger-text = 更大的字
largest-text = 最大的字
read-aloud = 朗读
pause = 暂停
resume = 继续
stop = 停止
crumbs = 所在位置
home = 首页
policies = 政策
works = 作品
topics = 主题
audiences = 人群
campaigns = 专题
organisations = 组织
search = 搜索
search-hint = 搜索政策条款与解读
about = 关于
feeds = 订阅
partners = 合作媒体
partners-about = 合作媒体怎样取得作品、保持与本站一致，怎样及时知道更正和撤回。
trial-key = 试用密钥
trial-offer = 先试一试
trial-offer-says = 不用申请，不用留下任何信息：领一个24小时有效的密钥，它能读取一部分作品和它们的每一次变化。每个网络每小时最多领三个。
trial-get = 领取试用密钥
trial-says = 密钥只显示这一次，请现在复制。它只能读取，24小时后失效。
trial-until = 有效到
trial-next = 试用密钥不能登记推送地址、副本和用量。觉得合用，请联系本站取得正式密钥。
trial-closed = 本站现在不发试用密钥，请联系本站取得正式密钥。
people = 人物
genres = 解读类型
kinds = 作品形式
operator = 主办
contact = 纠错与联系
example = 示例
example-hint = 示例数据，人物、机构和内容均为虚构
verified = 三审通过
verified-hint = 初审、复审、终审由三位不同的人完成
take-along = 下载与转发
as-print = 打印版 PDF
as-long-image = 长图
certificate = 审核证书
certificate-says = 这篇文字由下列人员审核通过，证书用数字签名证明此后没有改动。
certificate-file = 证书文件
certified-text = 证书所证明的文字
certificate-keys = 公钥
unverified = 审核信息不全
corrected = 有更正或声明
published = 发布
updated = 更新
answer = 一句话回答
corrections = 更正说明
retracted = 这件作品已经撤回
retracted-hint = 原文保留下来供查证，请不要再转载或引用。
questions = 提问
to-place = 查看更正处
clauses = 解读的条款
clause-in-work = 文中位置
passage = 所解读的原文
sources = 资料来源
citation = 引用格式
copy = 复制
copied = 已复制
access-date = 引用日期
licence = 许可
ai = 人工智能使用
source = 来源
original-title = 原标题
editor = 责任编辑
reviews = 审核
languages = 其他语言
stale = 原文在翻译之后有更新，译文可能与最新内容不一致。
see-original = 查看原文
related = 相关解读
filed-under = 归类
subscribe = 订阅更新
record = 出版信息
video = 视频
length = 时长
chapters = 章节
transcript = 文字稿
download = 下载视频
no-player = 这个浏览器不能播放视频。
next-in = 同一专题的下一个视频
long-image = 长图
h5-page = 互动页面
open-alone = 单独打开页面
text-version = 文字版
save-as-one-file = 保存为一个文件
original-with-credentials = 带内容凭证（C2PA）的原图
see-in-image = 在图中查看
zoom = 放大查看
close = 关闭
report = 纠错
quiz = 答题
quiz-hint = 不用登录，也不记录您是谁。提交以后可以看到答案、解析和大家的作答情况。
quiz-submit = 提交答案
quiz-result = 答题结果
quiz-again = 再答一次
quiz-back = 回到正文
quiz-spent = 这份答卷以前提交过，这次没有重复计入统计。
quiz-right = 答对了
quiz-wrong = 答错了
quiz-left = 没有作答
quiz-right-option = 正确答案
quiz-chosen = 您的选择
quiz-explanation = 解析
quiz-clause = 相关条款
quiz-none = 还没有人作答
no-sources = 作者没有列出资料来源。

## Numbers of things

reading = { $minutes }分钟
play-from = 从{ $clock }播放
quiz-score = 您答对了 { $right } 题，共 { $all } 题。
quiz-answered = { $answered } 人次作答，{ $percent }% 答对
quiz-times = { $times } 人次选择
comma = 、
pause-in-sentence = ，
colon = ：
semicolon = ；
full-stop = 。
works-unit = 件作品
pieces-unit = 件
works-counted = { $count }件作品
interpretations = 解读{ $count }件
no-interpretations = 暂无解读
total-works = 共{ $count }件
total-results = 共{ $count }条结果
days = { $from }至{ $to }
since-before = {""}
since-after = 起

## Footer

site-code = 政府网站标识码：{ $code }

## The two languages of the site

english-works = 英文作品
chinese-works = 仅有中文的作品
chinese-works-hint = 这些作品还没有英文版。
no-english-works = 这个列表里还没有英文作品。
work-in-chinese = 这件作品只有中文版。
work-has-english = 这是中文版。
read-english = 阅读英文版
policy-in-chinese = 政策原文只有中文。

## Front page

home-policies = { $count }份政策文件
home-clauses = { $count }条已有解读
latest = 最新解读
nothing-published = 还没有发布作品。政策原文可以先读。
policy-documents = 政策文件
all-policies = 全部政策
more = 更多
more-of = { $list }
written-for = 为谁而写
all-topics = 全部主题
all-campaigns = 全部专题

## Lists of works

all-works = 全部作品
all-kinds = 全部
key-audiences = 重点人群
language = 语言
about-all = 逐条解读政策文件的全部作品，新的在前。
about-language = 用这种语言写的和译成这种语言的作品，新的在前。
about-audience = 为这一人群写的解读，新的在前。
about-article = 逐条讲解的文章，新的在前。
about-long-image = 一张图看懂，图中的文字另有文字版。
about-short-video = 几分钟讲清一件事，都有字幕和文字稿。
about-h5 = 可以点、可以答的互动页面。
about-leader-interview = 制定和主管部门的负责人说明文件的来由与要求。
about-press-conference = 发布会与吹风会上的问与答。
about-expert = 专家讲清一条规定背后的道理和做法。
about-journal = 期刊上的研究与评述。
about-training = 用于学习和培训的讲义。
about-explainer = 用图和表把一件事讲明白。
about-debunk = 对流传的误解逐一查证。
about-news = 与落实有关的消息。
about-case = 各地各单位做成的事和做法。
archive = 按月归档
about-archive = 按发布的月份找作品，新的在前。
about-month = 这个月发布的作品，新的在前。
by-month = 按月查阅
empty-list = 这里还没有作品。可以去掉筛选条件，或者看看全部作品。
empty-organisation = 这个组织还没有发布作品。
empty-person = 这位人物还没有发布的作品。
pages = 翻页
first-page = 回到第一页
next-page = 下一页
chosen = 已选条件
take-away = ，去掉这个条件
filters = 筛选
campaign-coming = 即将开始
campaign-open = 进行中
campaign-closed = 已结束

## Directories

about-topics = 按内容找解读。
about-audiences = 按读者找解读：五类重点人群，以及社会公众。
about-campaigns = 有起止日期的集中行动。
about-genres = 同一条规定，有不同的讲法。
about-kinds = 可以读，可以看图，也可以看视频。
about-organisations = 各级科协、学会、企业科协、高校科协及联合体。
about-people = 作者、受访者、解读专家和审核人。
find-by-kind = 按作品形式找
find-by-genre = 按解读类型找
see-people = 查看人物
see-organisations = 查看组织
empty-directory = 这里还没有内容。

## Organisations and people

above = 上级组织
in-unions = 所在联合体
below = 下级组织
members = 成员单位
research-fields = 研究领域
interests = 利益声明
interests-none = 尚未声明
took-part-in-reviews = 参与审核
reviewed = { $count }件
person = 人物

## The glossary

glossary = 术语表
about-glossary = 政策和解读里常见的说法，各是什么意思，出自哪里。正文里带点线的词，轻点就能看到解释。
no-terms = 还没有收录术语。
see-glossary = 查看术语表
term-source = 出处：
term-also = 也写作：
term-search = 查找用到它的内容

## Policies

policy-documents-hint = 每一份文件都可以逐条读，每一条都看得见有没有解读。
policies-about = 政策原文与逐条解读的覆盖情况。
no-policies = 还没有收录政策文件。
coverage-of = { $title }：条款解读覆盖
coverage = { $clauses }条中已解读{ $covered }条
interpretations-in-all = 解读共{ $count }件
policy-about = { $title }：全文与逐条解读，共{ $count }件解读。
demo-text = 演示文本
official-text = 政策原文
issuer = 发文机关
document-number = 文号
date = 日期
versions = 版本
version = 第{ $number }版
version-dated = 第{ $number }版（{ $date }）
compare-with-previous = 与上一版对照
relation-based-on-this = 以本文件为依据
relation-implements-this = 落实本文件
relation-replaced = 已被替代
old-version = 这是旧版。
see-current = 查看现行版本
outline = 这里是演示用的提要，不是官方原文，不能作为引用依据；原文请查阅发文机关公布的正式文本。
text-only = 只看原文
with-interpretations = 显示解读
contents = 目录
part-letter = 通知正文
part-plan = 文件正文
part-law = 法律条文
part-annex = 附件
cite-this = 引用
permanent-address = 永久地址：
interpretations-hidden = 的
interpretations-label = 解读：
more-interpretations = 另有{ $count }件解读
in-brackets = （{ $text }）
below-have = 下属各条共有解读{ $count }件
below-have-more = 下属各条另有解读{ $count }件
clause-none = 本条暂无解读
similar-count = 相似条款{ $count }条
similarity = 相似度{ $percent }%
see-evidence = 查看依据

## A clause

policy-clause = 政策条款
from-policy = 出自
clauses-above = 上级条款
read-in-text = 在全文中阅读
clauses-below = 下属条款
clause-works = 本条的解读
clause-has-none = 本条暂无解读。
clause-below-have = 下属各条共有解读{ $count }件。
about-clause = 关于本条
progress = 落实进展
cite-clause = 引用本条
similar-clauses = 相似条款
in-versions = 在各版本中
neighbours = 相邻条款
clause-before = 上一条
clause-after = 下一条

## Two versions of a policy

compare-versions = 版本对照
compare-other = 选两个版本对照
compare-old = 旧的一版
compare-new = 新的一版
compare-go = 对照
compare-turned = 左右对调
compare-keys = 键盘上按 n 到下一处变化，按 p 回到上一处。
compare-one-version = 这份文件只有一个版本，没有可以对照的。
compare-same-twice = 两边选的是同一个版本，请换一个再对照。
change-place = 第{ $place }处，共{ $all }处
change-before = 上一处
change-after = 下一处
affected-works = 解读这一条的作品
compare-about = { $title }：{ $old }与{ $new }逐条对照。
compare-label = { $old }与{ $new }
changes-counted = 变化统计
change-counted = { $change }{ $count }
show-all-clauses = 显示全部条款
show-changed = 只看有变化的
nothing-changed = 两个版本之间没有变化。
old-has-none = 旧版没有这一条
new-dropped = 新版删去了

## Search

search-for = 搜索：{ $query }
results-for = 下面是“
results-for-end = ”的结果。
search-literally = 仍然搜索“{ $query }”
people-and-organisations = 人物和组织
person-named = 人物：{ $name }
organisation-named = 组织：{ $name }
search-begin = 输入几个字，就能在政策条款和解读里一起查找。
nothing-found = 没有找到与“
nothing-found-end = ”有关的内容。
search-otherwise = 可以换一个说法、少写几个字
search-fewer-filters = ，或者去掉筛选条件
search-popular = 常用搜索
search-near = 另有{ $count }件作品内容相近
try-these = 试试这些：
search-also = 也可以搜：
order = 排序
by-relevance = 按相关
by-date = 按时间
said-in-video = 视频 { $clock } 处
words-in-image = 长图中的文字
clause-has = 本条有解读{ $count }件
facet-scope = 范围
facet-policy = 政策
facet-genre = 解读类型
facet-kind = 形式
facet-audience = 人群
facet-topic = 主题
facet-campaign = 专题
facet-organisation = 组织
clauses-of-policies = 政策条款

## Feeds

feeds-hint = 把地址放进任何一种阅读器，新的解读和更正就会送到。每一条都带全文，三种格式内容相同；下面写出的是Atom的地址，多数阅读器都认。
feeds-about = 每一个列表都有自己的订阅地址，格式有Atom、RSS和JSON Feed。
copy-address = 复制地址
copy-address-of = 复制地址：{ $title }
feeds-general = 全部
feeds-by-policy = 按政策
feeds-by-topic = 按主题
feeds-by-audience = 按人群
feeds-by-kind = 按作品形式
feeds-by-genre = 按解读类型
feeds-by-campaign = 按专题
feeds-by-organisation = 按组织
feeds-by-person = 按人物

## About the site

about-site = 关于{ $site }
about-what = 这里有什么
about-what-1 = 政策文件按条款拆开，每一条都有自己的地址。解读作品挂在它所说的那一条旁边：读原文时看得见解读，读解读时找得到原文。朱砂色的是官方原文，石青色的是解读。
about-review = 作品怎样审核
about-review-1 = 作品按初审、复审、终审的要求发布，由三位不同的人完成，名字写在作品末尾。带“三审通过”标记的，三道都有据可查；没有这个标记的，记录不全。涉及专业判断的，另有科学性审核；专家的研究领域和利益声明在人物页上公开。
about-errors = 出了错怎么办
about-errors-1 = 发现差错，我们在原作品最上方写明更正；不该再传播的，整件撤回，原地址留下说明。更正和撤回都会进入订阅。
about-errors-2 = 作品、条款和政策文件的末尾都有“纠错”，写下哪里错了就能提交，不用登录。提交后得到一个回执号，
about-receipt = 凭回执号
about-errors-3 = 可以看到处理结果。
about-write-to = 也可以写信给
about-privacy = 关于隐私
about-privacy-1 = 阅读不用登录，阅读页面不使用Cookie。每件作品只按天记下被打开和读到末尾的次数，不记是谁读的；别的网站上的转载稿，只按天记下被打开的次数和网站的域名。纠错只保存您写下的内容，不问姓名和联系方式；为防止滥发，本站程序只在内存中按网络地址计数，不把地址写进数据库和日志。
about-reuse = 怎样引用和转载
about-reuse-1 = 每一条款、每件作品都给出永久地址和引用格式。能否转载、怎样署名，看作品末尾的许可；允许转载的，末尾的“转载”给出署名齐全、可以直接粘贴的代码。转载请写明来源、作者、原标题和责任编辑。
about-reuse-2 = 媒体长期转载，见
about-example = 带“示例”的内容
about-example-1 = 这类人物、机构和文件是为演示而虚构的，不对应任何真实的人和单位。

## Copies on other sites

republish = 转载
republish-says = 把下面的代码整段贴进您的内容管理系统，就是一篇署名齐全的转载稿。不用申请，也不用注册。
republish-refused = 这件作品的许可不允许公开转载。合作媒体可以通过接口取得它，其他转载请先联系我们。
republish-code = 转载代码
republish-hint = 只用常见的标签，没有样式和脚本，链接都是完整地址。未获转载许可的图片已换成说明。
republish-terms = 转载时请注意
republish-keep = 请保留文末的来源、原作者、原标题、责任编辑和原文链接，不要改变原意。
republish-changes = 作品更正或撤回以后，请及时更新或撤下转载稿。有更正的作品，代码开头已带更正说明；订阅和合作媒体接口会告诉您有变化。
republish-counter = 代码末尾是一个看不见的小图片，我们用它按天统计转载稿被打开的次数和所在的网站。它不用Cookie，也不记录读者；您也可以删去。
republish-canonical = 您的系统如果能填规范地址（canonical），请填：
republish-non-commercial = 只能用于非商业目的。
republish-as-it-is = 只能原样转载，不能改编。
republish-alike = 改编以后须用同样的许可发布。
republished-from = 本文转自
author = 原作者
watch = 观看视频

## Withdrawn works

withdrawn-title = 作品已撤回
withdrawn = 这件作品已经撤回
withdrawn-why = 撤回原因
severity-label = 程度
scope-label = 范围
read-instead = 请改读：
what-now = 接下来怎么办
withdrawn-ask = 请不要再转载或引用这件作品。已经转载的，请尽快删除，并告知读者。
questions-to = 有疑问可以写信给
same-clauses = 同样的条款还有其他解读：
see-other-works = 看看其他作品

## Errors

error-id = 差错编号：
error-bad-request = 这个请求看不懂
error-bad-request-advice = 地址里有写错的部分。请检查后重试，或从下面重新开始。
error-forbidden = 这份表单不是从本站提交的
error-forbidden-advice = 没有收下。请在本站的页面上打开表单，重新填写后提交。
error-not-found = 没有找到这个页面
error-not-found-advice = 地址可能写错了，或者这一页从未发布。可以搜索，也可以从下面的入口找。
error-gone = 这个页面已经撤下
error-gone-advice = 它所在的作品已经撤回，不再提供。可以搜索，也可以从下面的入口找。
error-method = 这个页面不接受这样的请求
error-method-advice = 这里只能阅读。请从下面的入口继续。
error-too-long = 这个地址太长了
error-too-long-advice = 要查找的文字太多，服务器没有处理。请只留下几个关键的词，再搜索一次。
error-too-large = 提交的内容太长
error-too-large-advice = 没有收下。请返回上一页，把内容写短一些再提交。
error-unsupported = 这样的内容读不懂
error-unsupported-advice = 没有收下。请用本站页面上的表单提交。
error-too-many = 请求得太频繁
error-too-many-advice = 请过一会儿再试。正在提交内容的，请返回上一页，写好的不会丢。
error-internal = 服务器出了差错
error-internal-advice = 问题在我们这边，已经记录下来。请过一会儿再试。
error-busy = 现在访问的人太多
error-busy-advice = 请等一分钟再刷新。

## Faults of an address or a form

fault-only = 地址里的 only 只能是 changed。
fault-view = 地址里的 view 只能是 text。
fault-filter = 筛选条件 { $name } 没有“{ $value }”这一项，请从搜索页重新选择。
fault-not-utf8 = 提交的文字不是 UTF-8 编码，没有收下。请用本站页面上的表单提交。
fault-by-program = 这份表单像是程序填写的，没有收下。请重新打开纠错页面再写一次。

## Reporting an error

report-of = 纠错：{ $title }
report-about = 关于：
report-faults = 还没有提交，有{ $count }处要改
report-topic-label = 哪一类问题
report-choose = 请选择
report-place = 在什么位置（可以不填）
report-place-hint = 例如：第三段、第二幅图、视频1分20秒
report-words = 哪里错了，应该是什么
report-words-hint = 不超过{ $count }字。请不要写姓名、电话等个人信息。
report-source = 依据的网址（可以不填）
report-leave-empty = 请留空
report-send = 提交
report-after = 不用登录。提交后会得到一个回执号，凭它可以看到处理结果。已经有回执号的，
report-look-up = 在这里查询
report-start = 在作品、条款和政策文件的末尾按“纠错”，写下哪里错了，不用登录。
report-receipt-label = 查询处理结果：填写回执号
report-receipt-hint = 12个字母和数字，例如
report-look = 查询
report-receipt = 纠错回执
report-keep = 请记下这个回执号，或者收藏这一页：我们不知道您是谁，没有别的办法告诉您结果。
report-concerns = 关于
report-taken-down = 已经撤下的内容
report-kind = 类别
report-sent = 提交时间
report-handled = 最近处理
report-see-correction = 查看更正
report-answer = 编辑的答复
report-received = 我们收到了您的纠错，还没有人开始处理。
report-handling = 编辑正在核实。
report-corrected = 您指出的错误已经更正。谢谢。
report-declined = 核实后没有修改，原因写在下面。
report-no-topic = 请选择问题的类别。
report-too-long = 这里最多写{ $most }个字，现在有{ $length }个，请写短一些。
report-control = 这里有看不见的控制字符，请删去后重新输入。
report-no-words = 请写明哪里错了。
report-no-address = 网址要以 http:// 或 https:// 开头，中间没有空格；没有网址可以不填。
report-bad-receipt = 回执号是12个字母和数字，例如 K7QM-2ZXA-9HTC。
report-no-receipt = 没有这个回执号。请检查有没有抄错。

## Questions

quiz-not-marked = 这次没有计分
quiz-closed-title = 这些题目不再接受作答
quiz-open-again = 重新打开答题页
quiz-back-to-work = 回到这件作品
quiz-changed = 您打开答题页之后，这些题目更新过，因此这次没有计分。请重新打开答题页作答。
quiz-closed = 这件作品已经撤回，不再接受作答。
quiz-crowded = 现在作答的人太多，这次没有计分。请等一分钟，再回到上一页重新提交。
quiz-nothing = 您还没有选择任何答案。请至少回答一题，再提交。
quiz-forged = 这份答卷不是本站发出的，或者在途中被改动过，因此没有计分。请重新打开答题页作答。
quiz-expired = 这份答卷打开已经超过24小时，因此没有计分。请重新打开答题页作答。
quiz-unreadable = 答卷无法读取：它太长，或者不是由答题页提交的。请重新打开答题页作答。

## Courses

course = 课程单
courses = 课程单
about-courses = 按顺序读的一组作品，由各级组织编排。
course-by = 编排
course-for = 适合
course-size = 内容
course-begin = 从第一件开始
course-go-on = 接着读
course-far = 已读
course-done = 已读
course-forget = 清除进度
course-empty = 这份课程单里现在没有可以读的作品。
course-gone = 已撤回
course-private = 读到哪里只记在您自己的设备上，本站不知道。
course-previous = 上一件
course-next = 下一件
