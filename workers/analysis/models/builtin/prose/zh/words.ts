/** 中文：各模块共用的词语。 */
import type { PastStanding } from '../price-words.ts'

const REASONS: Record<string, string> = {
  not_reported: '公司未披露',
  not_applicable: '不适用于这家公司',
  provider_failed: '数据源失败',
  not_yet_known: '截至该日尚未公布',
  not_in_recording: '不在已录制的数据中',
  refused: '所需数据不满足计算条件，未予计算',
}
export const reasonOf = (reason: string | null): string =>
  reason === null ? '未提供该数据' : (REASONS[reason] ?? reason)
export const list = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join('、')}和${items.at(-1)}`
/** 自身历史中有多少月末低于目前。 */
export const lieLower = (standing: PastStanding): string =>
  standing === 'none'
    ? '没有一个月末低于目前'
    : standing === 'all'
      ? '所有月末均低于目前'
      : `其中${standing.ref}的月末低于目前`
export const SOURCES: Record<string, string> = {
  sec: '美国证监会 EDGAR',
  cninfo: '巨潮资讯',
  eastmoney: '东方财富',
  tushare: 'Tushare',
  jquants: 'J-Quants',
  yahoo: '雅虎财经',
}
export const CURRENCIES: Record<string, string> = {
  CNY: '人民币',
  USD: '美元',
  HKD: '港元',
  JPY: '日元',
}
const TIMES: Record<number, string> = { 10: '十', 15: '十五', 20: '二十', 25: '二十五' }
export const times = (n: number): string => `${TIMES[n] ?? '若干'}倍市盈率`
export const WHAT = { epv: '盈利能力价值', dcf: '现金流折现价值' }
