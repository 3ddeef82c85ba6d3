/** What sentences become, and what is told as not understood. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Field, FieldScope, FieldUnit } from './fields.ts'
import { MAX_SENTENCE, translate } from './translate.ts'
import { parseScreen } from './parse.ts'
import { printScreen } from './print.ts'

const field = (id: string, unit: FieldUnit = 'ratio', scope: FieldScope = 'annual'): Field => ({
  id,
  en: id,
  zh: id,
  aliases: [],
  unit,
  scope,
  group: 'test',
  definition: { en: id, zh: id },
  years: scope === 'annual' ? 10 : 1,
})

const FIELDS: readonly Field[] = [
  ...['roe', 'roic', 'gross_margin', 'net_margin', 'liabilities_to_assets'].map((id) => field(id)),
  ...['revenue_growth', 'revenue_cagr_5y', 'share_count_change'].map((id) => field(id)),
  ...['net_income', 'net_cash', 'revenue', 'free_cash_flow'].map((id) => field(id, 'money')),
  field('debt_to_equity', 'x'),
  field('dividends_per_share', 'money/share'),
  field('dividend_yield', 'ratio', 'market'),
  field('fcf_yield', 'ratio', 'market'),
  field('market_cap', 'money', 'market'),
  field('pe', 'x', 'market'),
  field('pb', 'x', 'market'),
  field('f_score', 'score', 'newest'),
  { ...field('inventory_days', 'days'), en: 'Inventory days', zh: '存货周转天数' },
]
const INDUSTRIES = ['白酒', '食品', '家用电器', '银行', '软件服务', 'Beverages', 'Semiconductors']

describe('a sentence', () => {
  test.each([
    [
      '高ROE、低负债、连续五年分红的消费股',
      'industry in ("白酒", "食品", "家用电器", "Beverages") and roe >= 15% and debt_to_equity < 0.5 and dividends_per_share > 0 each 5y',
    ],
    [
      'profitable small caps with low debt and high free cash flow yield',
      'net_income > 0 and market_cap < USD 2bn and debt_to_equity < 0.5 and fcf_yield >= 5%',
    ],
    ['roe连续5年大于15%且市盈率低于20', 'roe > 15% each 5y and pe < 20'],
    [
      'dividend growers in HK',
      'market in (HK) and dividends_per_share > dividends_per_share[-1] each 5y',
    ],
    ['ROE above 15% for the last five years and P/E below 20', 'roe > 15% each 5y and pe < 20'],
    ['5-year average ROE above 12%', 'avg(roe, 5y) > 12%'],
    ['五年平均净资产收益率超过20%', 'avg(roe, 5y) > 20%'],
    ['ROE above 15% and below 25%', 'roe > 15% and roe < 25%'],
    ['ROE of 15% and above', 'roe >= 15%'],
    ['市盈率在10到20之间，股息率3%以上', 'pe >= 10 and pe <= 20 and dividend_yield >= 3%'],
    ['pe between 5 and 12', 'pe >= 5 and pe <= 12'],
    ['ROE大于15，市值大于100亿', 'roe > 15% and market_cap > 10bn'],
    ['ROE高负债低', 'roe >= 15% and debt_to_equity < 0.5'],
    ['负债率不超过50%', 'liabilities_to_assets <= 50%'],
    [
      'A股，毛利率高于60%，按ROE排序前20',
      'market in (CN) and gross_margin > 60% order by roe desc limit 20',
    ],
    ['ROE最高的30家公司', 'order by roe desc limit 30'],
    ['20 cheapest stocks by P/E', 'order by pe asc limit 20'],
    ['top 20 by ROE', 'order by roe desc limit 20'],
    ['low P/E stocks ranked by dividend yield', 'pe < 15 order by dividend_yield desc'],
    ['ROE in the top 10%', 'percentile(roe, market) >= 90'],
    ['low inventory days', 'percentile(inventory_days, market) <= 20'],
    [
      'excluding financials, net cash and rising revenue for 5 years',
      'kind not in (bank, insurer, life_insurer, health_insurer, property_insurer, broker, fund) and net_cash > 0 and revenue > revenue[-1] each 5y',
    ],
    [
      'undervalued US banks with P/B under 1',
      'market in (US) and kind in (bank) and pe < 15 and pb < 1',
    ],
    ['非银行的高股息股票', 'kind not in (bank) and dividend_yield >= 3%'],
    ['净利润连续3年增长的港股', 'market in (HK) and net_income > net_income[-1] each 3y'],
    ['turnarounds', 'net_income > 0 and net_income[-1] < 0'],
    ['不要亏损的公司', 'not (net_income < 0)'],
    ['f-score at least 7 and market cap over $2bn', 'f_score >= 7 and market_cap > USD 2bn'],
    ['high dividends and 营收增长', 'dividend_yield >= 3% and revenue_growth > 0%'],
    ['US and HK stocks with buybacks', 'market in (US, HK) and share_count_change < 0%'],
    ['大盘蓝筹', 'market_cap >= CNY 50bn'],
  ])('%s', (sentence, text) => {
    const result = translate(sentence, FIELDS, { industries: INDUSTRIES })
    expect(result).toMatchObject({ text, not_understood: [] })
    expect(result.understood.length).toBeGreaterThan(0)
  })

  test('tells the words of each condition', () => {
    const { understood } = translate('高ROE、P/E below 20', FIELDS)
    expect(understood).toEqual(['高ROE: roe >= 15%', 'P/E below 20: pe < 20'])
  })

  test.each([
    ['quantum unicorns with high ROE', 'roe >= 15%', ['quantum unicorns']],
    ['五年ROE大于15%的龙头', 'roe > 15% each 5y', ['龙头']],
    ['P/E', '', ['P/E: neither high nor low nor a number is said']],
    ['消费股', '', ['消费: 现有的行业名单中没有相应的行业']],
    [
      'operating margin above 10%',
      '',
      ['operating margin above 10%: there is no figure for this here'],
    ],
    ['市盈率连续5年低于20', '', ['市盈率连续5年低于20: pe没有以往财年的数值']],
    [
      'ROE above 15% for 20 years',
      '',
      ['ROE above 15% for 20 years: roe has 10 fiscal years, and this needs 20'],
    ],
    ['P/E below $5bn', '', ['P/E below $5bn: a multiple cannot be held against money']],
  ])('%s is told', (sentence, text, missed) => {
    expect(translate(sentence, FIELDS)).toMatchObject({ text, not_understood: missed })
  })

  test('that is too long is not read', () => {
    const sentence = 'high ROE '.repeat(MAX_SENTENCE)
    expect(translate(sentence, FIELDS)).toMatchObject({ text: '', understood: [] })
  })

  test('property: whatever it says, its text is a screen over the figures that there are', () => {
    const words = fc.constantFrom(
      ...'high low ROE P/E debt above below 15% 20 and , for 5 years top by banks not HK profitable'.split(
        ' ',
      ),
      ...'高 低 负债 市盈率 连续 五年 大于 分红 港股 前 20 消费 且 不含 排序 增长'.split(' '),
    )
    const sentence = fc.array(words, { maxLength: 12 }).map((list) => list.join(' '))
    fc.assert(
      fc.property(fc.oneof(sentence, fc.string()), (text) => {
        const result = translate(text, FIELDS, { industries: INDUSTRIES })
        const screen = parseScreen(result.text, FIELDS)
        expect(screen.ok && printScreen(screen.screen)).toBe(result.text)
      }),
    )
  })
})
