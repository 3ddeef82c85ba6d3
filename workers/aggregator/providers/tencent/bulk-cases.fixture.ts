/** Quote lines of several shares in one call, made of the recorded lines with other codes. */
import { gbk, recordedText, replaced } from '../test/case.ts'
import type { BulkCase } from '../test/bulk-case.ts'

const HK = 'tencent/quote_hk00700_2026-08-07.txt'
export const SYMBOLS = ['00001', '00700', '09999', '09988']
/** 00001 is another share's line; 09999 is not known; 09988 was suspended the day before. */
const lines = (): string =>
  [
    replaced(['00700', '00001'], ['2026/08/07', '2026/08/06'])(recordedText(HK)),
    recordedText(HK),
    replaced(['v_hk00700', 'v_hk09988'])(recordedText(HK)),
  ].join('\n')

export const tencentBulk: readonly BulkCase[] = [
  {
    provider: 'tencent',
    kind: 'market_day',
    market: 'HK',
    target: '2026-08-07',
    symbols: SYMBOLS,
    evidence: HK,
    answers: [{ match: 'qt.gtimg.cn/q=', body: lines, encode: gbk }],
    spoilt: {
      // A line that cannot be read does not affect the others.
      null_field: replaced(['~478.8', '~']),
      wrong_type: replaced(['~478.8', '~many']),
      empty: () => 'v_pv_none_match="1";\n',
    },
    outcomes: { null_field: 'served', wrong_type: 'served', empty: 'served' },
  },
]
