//! What the studio tells administrators of the machine's settings: what each is for, and whether it is set; never its value.

use crate::{
    open,
    settings::{Settings, variable},
};
use studio::{Machine, MachineSetting};

/// By field, in the order in which they are shown. What is settled in the studio is not among them.
const SHOWN: &[(&str, &str)] = &[
    ("base_url", "网站的网址"),
    ("h5_url", "H5 页面的第二个网址"),
    ("listen", "监听的地址"),
    ("metrics_listen", "运行指标的地址"),
    ("data", "数据文件夹"),
    ("database_url", "数据库"),
    ("storage", "文件存放的地方（文件夹或对象存储）"),
    ("index", "搜索索引的文件夹"),
    ("dictionary", "搜索词典"),
    ("smtp_url", "发邮件的服务器"),
    ("mail_from", "发件人地址"),
    ("oidc_file", "外部登录（OpenID Connect）"),
    ("outbound_allow", "允许访问的内部网络"),
    ("certificate_key", "科学性审核证书的签名密钥"),
    ("backup_passphrase_file", "备份的口令文件"),
    ("audit_days", "审计日志保留天数"),
    ("calendar", "节假日历"),
    ("tag_authority", "订阅源编号里的域名"),
    ("partner_quota", "合作媒体每分钟的请求数"),
    ("upload_max", "单个上传文件的大小"),
    ("upload_quota", "每个组织的上传空间"),
    ("run_worker", "后台任务和网站一起运行"),
    ("work_on", "后台任务的种类"),
    ("media_pipeline", "媒体处理程序"),
    ("media_time", "媒体处理的时限"),
    ("videos_at_once", "同时处理的视频数"),
    ("video_cores", "每个视频使用的核数"),
    ("video_largest", "视频的最大尺寸"),
    ("av1", "另外制作 AV1 视频"),
    ("ocr", "识别长图里的文字"),
    ("check_links", "检查失效链接"),
    ("typeset", "制作 PDF"),
    ("templates", "PDF 模板"),
    ("threads", "回答请求的线程数"),
    ("page_cache", "页面缓存的内存"),
    ("log", "日志级别"),
    ("log_format", "日志格式"),
];

pub fn machine(settings: &Settings) -> Machine {
    let one = |(field, zh): &(&str, &'static str)| MachineSetting {
        variable: variable(field),
        zh,
        is_set: settings.given.iter().any(|given| given == field),
    };
    Machine { settings: SHOWN.iter().map(one).collect(), site: open::site(settings) }
}
