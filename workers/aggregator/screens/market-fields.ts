/** The figures of a screen that hold filed figures against the price of a day. Only data. */
import type { Field } from '#shared/screen/fields.ts'

type MarketField = Omit<Field, 'scope' | 'group' | 'years'>

export const MARKET_FIELDS = [
  {
    id: 'close',
    en: 'Closing price',
    zh: '收盘价',
    aliases: ['price', '股价'],
    unit: 'money/share',
    definition: {
      en: 'Price of one share at the close of the day, in the currency in which the company reports',
      zh: '当日每股收盘价，以公司报告货币计',
    },
  },
  {
    id: 'market_cap',
    en: 'Market capitalisation',
    zh: '总市值',
    aliases: ['market cap', 'size', '市值'],
    unit: 'money',
    definition: {
      en: 'Value of all shares at the close of the day as its source states it, in the reporting currency',
      zh: '来源所述当日收盘时全部股份的价值，以报告货币计',
    },
  },
  {
    id: 'pe',
    en: 'Price to earnings',
    zh: '市盈率',
    aliases: ['pe_ttm', 'P/E', 'price earnings ratio', '市盈率TTM'],
    unit: 'x',
    definition: {
      en: "Market capitalisation divided by the net income to the parent's owners of the last twelve months; not given where that is zero or negative",
      zh: '总市值除以最近十二个月归属母公司净利润；净利润为零或负数时不计算',
    },
  },
  {
    id: 'pb',
    en: 'Price to book',
    zh: '市净率',
    aliases: ['P/B', 'price to book value'],
    unit: 'x',
    definition: {
      en: "Market capitalisation divided by the newest equity of the parent's owners; not given where that is zero or negative",
      zh: '总市值除以最新归属母公司股东权益；权益为零或负数时不计算',
    },
  },
  {
    id: 'ps',
    en: 'Price to sales',
    zh: '市销率',
    aliases: ['ps_ttm', 'P/S'],
    unit: 'x',
    definition: {
      en: 'Market capitalisation divided by the revenue of the last twelve months',
      zh: '总市值除以最近十二个月营业总收入',
    },
  },
  {
    id: 'ev',
    en: 'Enterprise value',
    zh: '企业价值',
    aliases: ['EV'],
    unit: 'money',
    definition: {
      en: 'Market capitalisation less net cash, plus minority interest, from the newest balance sheet',
      zh: '总市值减净现金加少数股东权益，取最新资产负债表',
    },
  },
  {
    id: 'ev_ebitda',
    en: 'EV to EBITDA',
    zh: '企业价值倍数',
    aliases: ['EV/EBITDA'],
    unit: 'x',
    definition: {
      en: 'Enterprise value divided by the EBITDA of the last twelve months; not given where that is zero or negative',
      zh: '企业价值除以最近十二个月 EBITDA；EBITDA 为零或负数时不计算',
    },
  },
  {
    id: 'fcf_yield',
    en: 'Free cash flow yield',
    zh: '自由现金流收益率',
    aliases: ['FCF yield'],
    unit: 'ratio',
    definition: {
      en: 'Free cash flow of the last twelve months divided by market capitalisation',
      zh: '最近十二个月自由现金流除以总市值',
    },
  },
  {
    id: 'earnings_yield',
    en: 'Earnings yield (EBIT to EV)',
    zh: '收益率（EBIT/企业价值）',
    aliases: ['EBIT/EV'],
    unit: 'ratio',
    definition: {
      en: 'EBIT of the last twelve months divided by enterprise value, as in the magic formula (Greenblatt); not given where the enterprise value is zero or negative',
      zh: '最近十二个月 EBIT 除以企业价值，同神奇公式（Greenblatt）；企业价值为零或负数时不计算',
    },
  },
  {
    id: 'dividend_yield',
    en: 'Dividend yield',
    zh: '股息率',
    aliases: [],
    unit: 'ratio',
    definition: {
      en: 'Dividends paid in the last twelve months divided by market capitalisation; not known where no such line is filed',
      zh: '最近十二个月支付的股息除以总市值；无此项目时视为未披露',
    },
  },
  {
    id: 'shareholder_yield',
    en: 'Shareholder yield',
    zh: '股东收益率',
    aliases: ['payout yield', 'net payout yield', '股东回报率'],
    unit: 'ratio',
    definition: {
      en: 'Dividends paid and shares bought back in the last twelve months, divided by market capitalisation; not known where one of the lines is not filed; Boudoukh, Michaely, Richardson and Roberts (Journal of Finance, 2007)',
      zh: '最近十二个月支付的股息与股份回购之和除以总市值；任一项目未披露时视为未知；出自布杜克、米凯利、理查森与罗伯茨（《金融杂志》2007 年）',
    },
  },
  {
    id: 'altman_z',
    en: 'Altman Z',
    zh: '奥特曼 Z 值',
    aliases: ['Z-score', 'Altman Z-score', 'Z值'],
    unit: 'score',
    definition: {
      en: 'Altman Z without its market value part, of the newest fiscal year, plus 0.6 times market capitalisation to the total liabilities of that year; below 1.81 distress, above 2.99 safe, for listed manufacturers; Altman (Journal of Finance, 1968)',
      zh: '最近财年不含市值部分的奥特曼 Z 值，加 0.6 倍的总市值与该年负债合计之比（上市制造业：低于 1.81 为困境区，高于 2.99 为安全区）；出自奥特曼（《金融杂志》1968 年）',
    },
  },
] as const satisfies readonly MarketField[]

export type MarketFieldId = (typeof MARKET_FIELDS)[number]['id']
