/** 首页与搜索的文字。 */
import type { en } from './en.ts'

export const zh: Record<keyof typeof en, string> = {
  'home.title': '从已披露的报表，到可核对的报告',
  'home.lead': '输入 A 股、港股、美股或日股的公司，每个数字都能追溯到它的披露文件。',
  'home.screen': '筛选整个市场',
  'home.screen_lead': '：用已披露的财务数据，按任意日期当时所知。',
  'home.recent': '最近的报告',
  'home.no_reports': '还没有报告。先搜索一家公司，再选择“撰写报告”。',
  'search.label': '公司',
  'search.placeholder': '代码或名称：600519、腾讯、AAPL、Toyota',
  'search.searching': '搜索中…',
  'search.asking': '正在向数据源查询更多…',
  'search.lists': '上市公司名单截至 {days}。',
  'search.formerly': '曾用名 {name}',
  'search.delisted': '{day} 退市',
  'search.earlier': '仅见于 {day} 的名单',
  'search.unknown_code': '名单中没有此代码',
  'search.kind.reit': 'REIT',
  'search.kind.fund': '基金',
  'search.kind.preferred': '优先股',
  'search.kind.receipt': '他处上市股份的存托凭证',
  'search.kind.other': '非公司股份',
  'search.none': '没有与“{query}”匹配的证券，请试试交易所代码。',
  'search.none_answered':
    '这里已知的证券中没有与“{query}”匹配的，且未能询问{providers}。请稍后再试，或试试交易所代码。',
}
