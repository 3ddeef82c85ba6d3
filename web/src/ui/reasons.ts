/**
 * Titles of problems in the reader's language. The problem's own detail says what exactly happened.
 */
import type { PageProblem } from '../page-problem.ts'
import { language } from '../preferences.ts'

/** English titles come with the problem itself. */
const ZH: Record<PageProblem['reason'], string> = {
  malformed_json: '请求内容不是有效的 JSON',
  invalid_request: '请求不符合约定',
  unsupported_media_type: '请求类型必须是 application/json',
  body_too_large: '请求内容超过 1 MB',
  unknown_market: '市场不是 CN、HK、US、JP 之一',
  malformed_symbol: '代码不符合该市场的格式',
  unknown_symbol: '没有这个证券',
  route_not_found: '没有这个接口',
  method_not_allowed: '接口不支持该方法',
  report_not_found: '没有这份报告',
  report_not_ready: '报告尚未进行到这一步',
  report_already_ended: '报告已经结束',
  idempotency_conflict: '幂等键已用于另一个请求',
  config_not_found: '没有这份配置',
  version_conflict: '配置已被他人更改',
  version_required: '写入时必须说明所替换的版本',
  key_unknown: '没有这个密钥',
  key_encryption_missing: '此处无法加密密钥',
  module_graph_invalid: '分析模块不能构成可运行的图',
  malformed_host: '请求的 Host 头不是单一主机',
  host_not_allowed: '请求的主机名不属于本网关',
  header_not_allowed: '请求带有不允许从外部传入的头',
  cross_site: '其他网站的页面不能执行此操作',
  sign_in_required: '需要登录或令牌',
  unauthorized: '令牌或登录已无效',
  scope_missing: '当前令牌或登录没有此权限',
  sign_in_link_unknown: '没有这个登录链接',
  sign_in_link_used: '登录链接已被使用',
  sign_in_link_expired: '登录链接已过期',
  principal_unknown: '没有这个令牌或登录',
  tokens_full: '有效令牌的数量已达上限',
  rate_limited: '请求过多',
  no_data: '没有该证券的这类数据',
  book_not_found: '没有这份数据',
  book_damaged: '存储的数据已损坏',
  screen_invalid: '无法读懂筛选条件',
  screen_not_found: '没有这个已保存的筛选',
  screen_changed: '已保存的筛选有了更新的版本',
  screens_full: '已保存的筛选或版本已达上限',
  column_not_found: '没有这一列数据',
  column_damaged: '存储的这一列数据已损坏',
  market_empty: '该市场尚无任何数据',
  peers_not_ready: '该市场的数据正在汇总',
  market_outdated: '所存的该市场数据相对该日过旧',
  too_few_peers: '所存的可比公司数据过少',
  day_too_early: '该市场在那一天尚无已知数据',
  book_of_newer_form: '数据由更新的版本写入',
  quote_expired: '没有足够新的价格',
  quote_missing: '没有该证券的价格',
  upgrade_required: '该接口是 WebSocket',
  providers_failed: '该数据的所有提供方都失败了',
  database_unavailable: '无法连接数据库',
  service_unavailable: '无法连接内部服务',
  model_not_configured: '该模型没有配置密钥',
  model_auth: '模型提供方拒绝了密钥',
  model_rate_limited: '模型提供方正在限流',
  model_quota_exhausted: '模型提供方的额度已用完',
  model_bad_request: '模型提供方拒绝了请求',
  model_blocked: '模型提供方屏蔽了内容',
  model_too_long: '模型写出的内容超过一节的上限',
  model_max_tokens: '模型的输出长度用尽',
  model_timeout: '模型未及时回答',
  model_cap_reached: '允许用于模型的费用已用完',
  model_price_unknown: '该模型没有价格，无法对照费用上限',
  model_endless: '模型没有写到结尾',
  model_prompt_cut: '模型没有读完全部提示',
  model_stream_broken: '模型的回答中断或格式有误',
  model_unavailable: '模型提供方不可用',
  model_text_unusable: '模型没有写出可用的内容',
  internal_error: '内部出错',
  offline: '无法连接服务',
  unreadable: '无法读取回答',
}

/** Why a section was not written, apart from what a model answered. */
const OF_A_SECTION: Readonly<Record<string, { en: string; zh: string }>> = {
  exhibits_absent: {
    en: 'what it reads could not be had',
    zh: '所需资料未能取得',
  },
  needs_failed: { en: 'the sections before it failed', zh: '所依据的前文未能写成' },
  cut_off: { en: 'it was cut off, and is written again', zh: '曾中断，正在重写' },
  cut_off_twice: {
    en: 'the service ended twice while it was written',
    zh: '撰写时服务两次中断，不再重试',
  },
  not_run: { en: 'the report ended before it', zh: '报告在此之前已结束' },
  cancelled: { en: 'cancelled', zh: '已取消' },
  not_collected: { en: 'it was not collected', zh: '未收集' },
  inputs_failed: { en: 'the figures could not be read', zh: '未能读取数据' },
}

const known = (reason: string): reason is PageProblem['reason'] => reason in ZH

/** In English the title that came with the problem, or the code in words. */
export const titleOf = (reason: string, title?: string): string =>
  OF_A_SECTION[reason]?.[language.value] ??
  (language.value === 'zh' && known(reason) ? ZH[reason] : (title ?? reason.replaceAll('_', ' ')))
