/**
 * The cases that test Tencent's adapter: recorded lines and bars. No recording has the market
 * figures of the US line, so that line is invented.
 */
import {
  type Answering,
  editJson,
  gbk,
  type ProviderCase,
  recordedText,
  replaced,
  type Spoilt,
} from '../test/case.ts'

const QUOTES = {
  CN: 'tencent/quote_sh600519_2026-04-02.txt',
  HK: 'tencent/quote_hk00700_2026-08-07.txt',
  US: 'tencent/quote_usAAPL_2026-08-07_trimmed.txt',
}
const BARS = 'tencent/fqkline_600519_00700_AAPL_2026-08-07_merged.json'
const SYMBOLS = { CN: '600519.SH', HK: '00700', US: 'AAPL' } as const
const CODES = { CN: 'sh600519', HK: 'hk00700', US: 'usAAPL.OQ' }

const line = (market: keyof typeof QUOTES): Answering => ({
  match: 'qt.gtimg.cn/q=',
  body: () => recordedText(QUOTES[market]),
  encode: gbk,
})

/** Replaces a field of the line. */
const field =
  (at: number, value: string) =>
  (body: string): string => {
    const fields = body.split('~')
    fields[at] = value
    return fields.join('~')
  }

const spoiltLine: Spoilt = {
  other_company: replaced(
    ['600519', '000858'],
    ['sh000858', 'sz000858'],
    ['贵州茅台', '五 粮 液'],
    ['00700', '09988'],
    ['腾讯控股', '阿里巴巴'],
    ['AAPL', 'MSFT'],
    ['苹果', '微软'],
  ),
  null_field: field(3, ''),
  wrong_type: field(6, 'many'),
  empty: () => 'v_pv_none_match="1";\n',
}

/** The recording has four instruments; each answer here is about one. */
const barsOf = (market: keyof typeof CODES): Answering => ({
  match: 'fqkline',
  body: () => {
    const { data } = JSON.parse(recordedText(BARS)) as { data: Record<string, unknown> }
    const bars = data[CODES[market]] as { day?: unknown; qfqday?: unknown }
    return JSON.stringify({
      code: 0,
      msg: '',
      data: { [CODES[market]]: { day: bars.day ?? bars.qfqday, qfqday: bars.qfqday } },
    })
  },
})

const spoiltBars: Spoilt = {
  other_company: (body) => body.replaceAll(/sh600519|hk00700|usAAPL\.OQ/g, 'sz000858'),
  null_field: editJson((json) => {
    for (const bars of Object.values<Record<string, unknown[][]>>(json.data))
      for (const rows of Object.values(bars)) if (rows[0]) rows[0][2] = null
  }),
  wrong_type: editJson((json) => {
    for (const bars of Object.values<Record<string, unknown>>(json.data))
      Object.assign(bars, { day: 'none', qfqday: {} })
  }),
  empty: editJson((json) => {
    for (const bars of Object.values<Record<string, unknown>>(json.data))
      Object.assign(bars, { day: [], qfqday: [] })
  }),
}

/** Invented figures by position in the US line. */
const FIGURES: Record<number, string> = {
  0: '200',
  1: '样本公司',
  2: 'TEST.N',
  3: '111.10',
  4: '110.00',
  5: '110.50',
  6: '1000000',
  30: '2026-09-30 16:05:57',
  31: '1.10',
  32: '1.00',
  33: '112.00',
  34: '109.00',
  35: 'USD',
  36: '1000000',
  37: '111000000',
  39: '11.11',
  41: '12.12',
  44: '555.50000',
  45: '1111.00000',
  46: 'Test Company Inc.',
  48: '133.30',
  49: '88.80',
  51: '2.22',
  52: '3.33',
  62: '1000000000',
  63: '500000000',
}
/** A US line with all fields filled. */
export const usLine = (code: string, figures: Record<number, string> = {}): string => {
  const all = { ...FIGURES, ...figures }
  return `v_${code}="${Array.from({ length: 73 }, (_, at) => all[at] ?? '').join('~')}";\n`
}

const spoiltMade: Spoilt = {
  ...spoiltLine,
  other_company: replaced(['usTEST', 'usOTHR'], ['TEST.N', 'OTHR.N'], ['样本公司', '另一公司']),
}

const markets = ['CN', 'HK', 'US'] as const
const about = (market: (typeof markets)[number]) =>
  ({ provider: 'tencent', market, symbol: SYMBOLS[market], proof: 'recorded' }) as const

export const tencentCases: ProviderCase[] = [
  ...markets.map((market) => ({
    ...about(market),
    dataset: 'quote' as const,
    evidence: [QUOTES[market]],
    answers: [line(market)],
    spoilt: spoiltLine,
    outcomes: { empty: 'not_found' as const },
  })),
  ...(['multiples', 'shares'] as const).flatMap((dataset): ProviderCase[] => [
    ...(['CN', 'HK'] as const).map((market) => ({
      ...about(market),
      dataset,
      evidence: [QUOTES[market]],
      answers: [line(market)],
      spoilt: spoiltLine,
      outcomes: { empty: 'not_found' as const },
    })),
    {
      provider: 'tencent',
      dataset,
      market: 'US',
      symbol: 'TEST',
      proof: 'fake',
      evidence: [
        'positions as captured by public test suites on 2026-10-01 (AAPL, BRK.B, JPM, VOO); see layout.ts',
      ],
      answers: [{ match: 'qt.gtimg.cn/q=usTEST', body: () => usLine('usTEST'), encode: gbk }],
      spoilt: spoiltMade,
      outcomes: { empty: 'not_found' },
    },
  ]),
  ...markets.map((market) => ({
    ...about(market),
    dataset: 'bars' as const,
    evidence: [BARS],
    answers: [barsOf(market), line(market)],
    spoilt: spoiltBars,
  })),
]
