/** What the grammar takes in every spelling, and what it refuses, with the place in the text. */
import { describe, expect, test } from 'vitest'
import { screenFromJson } from './json.ts'
import { MAX_CONDITIONS, MAX_DEPTH, MAX_SCREEN_TEXT } from './limits.ts'
import { parseExpression, parseScreen } from './parse.ts'
import { printScreen } from './print.ts'
import { FIELDS } from './screen.fixture.ts'

const printed = (text: string): string => {
  const result = parseScreen(text, FIELDS)
  return result.ok
    ? printScreen(result.screen)
    : `${result.problem.reason}: ${result.problem.detail}`
}
const refused = (text: string) => {
  const result = parseScreen(text, FIELDS)
  if (result.ok) throw new Error(`it was taken: ${printScreen(result.screen)}`)
  return result.problem
}

describe('is read', () => {
  test.each([
    ['', ''],
    ['roe>=15%', 'roe >= 15%'],
    ['ＲＯＥ　≥　１５％', 'roe >= 15%'],
    ['净资产收益率>=15%且市盈率<20', 'roe >= 15% and pe < 20'],
    ['净资产收益率 大于 15% 并且 市值 低于 50亿港元', 'roe > 15% and market_cap < HKD 5bn'],
    ['非利息收入>0', 'noninterest_income > 0'],
    ['非（roe>0）', 'not (roe > 0)'],
    ['return on equity > 1%', 'roe > 1%'],
    ['"Return on  Equity" > 1%', 'roe > 1%'],
    ["net income to the parent's owners > 0", 'net_income > 0'],
    ['price-to-earnings < 20', 'pe < 20'],
    ['P/E < 20x', 'pe < 20x'],
    ['净负债 / EBITDA < 3', 'net_debt_to_ebitda < 3'],
    ['avg(Weighted average shares, diluted, 3y) > 1m', 'avg(shares_diluted, 3y) > 1m'],
    ['roe == 5% && roic <> 1% || roe ≠ 2%', 'roe = 5% and roic != 1% or roe != 2%'],
    ['roe > 1 and roic > 1 or pe > 1', 'roe > 1 and roic > 1 or pe > 1'],
    ['roe > 1 and (roic > 1 or pe > 1)', 'roe > 1 and (roic > 1 or pe > 1)'],
    ['(roe + roic) / 2 > 15%', '(roe + roic) / 2 > 15%'],
    ['roe - (roic - 1%) > 0', 'roe - (roic - 1%) > 0'],
    ['-roe < -5%', '-roe < -5%'],
    ['-(5) * roe < 1', '-(5) * roe < 1'],
    ['not has(roe)', 'not has(roe)'],
    ['not (has(roe))', 'not (has(roe))'],
    ['roe[-1] > roe[0]', 'roe[-1] > roe'],
    ['roe >= 15% each 5 years', 'roe >= 15% each 5y'],
    ['roe >= 15% each 5年', 'roe >= 15% each 5y'],
    ['inventory_days < 30 days', 'inventory_days < 30 days'],
    ['market in (cn, 港股, "us")', 'market in (CN, HK, US)'],
    ['market = CN', 'market in (CN)'],
    ['kind != bank', 'kind not in (bank)'],
    [
      'industry not in (银行, 非银金融, "a ""b")'.replace('""', '\\"'),
      'industry not in ("银行", "非银金融", "a \\"b")',
    ],
    ['industry in (Real Estate, S&P)', 'industry in ("Real Estate", "S&P")'],
    ['currency in (rmb)', 'currency in (CNY)'],
    [
      'order by rank(roic) + rank(earnings_yield)',
      'order by rank(roic, market) + rank(earnings_yield, market) asc',
    ],
    ['order by roe', 'order by roe desc'],
    ['order by rank(roic) + f_score', 'order by rank(roic, market) + f_score desc'],
    ['order by 2 * rank(roic)', 'order by 2 * rank(roic, market) asc'],
    ['market cap > USD 5bn', 'market_cap > USD 5bn'],
    ['sort by roe asc limit 5', 'order by roe asc limit 5'],
    ['limit 1,000', 'limit 1000'],
  ])('%s', (text, expected) => {
    expect(printed(text)).toBe(expected)
  })

  test.each([
    ['1,000', '1000'],
    ['5bn', '5bn'],
    ['300m', '300m'],
    ['2.5 trillion', '2.5 trillion'],
    ['10亿', '1bn'],
    ['5万', '50000'],
    ['3万亿', '3 trillion'],
    ['USD 5bn', 'USD 5bn'],
    ['5bn USD', 'USD 5bn'],
    ['$5bn', 'USD 5bn'],
    ['HK$ 5bn', 'HKD 5bn'],
    ['￥10亿', 'CNY 1bn'],
    ['10亿人民币', 'CNY 1bn'],
    ['10亿元', '1bn local'],
    ['5 日元', 'JPY 5'],
    ['-USD 5', '-USD 5'],
    ['0.1', '0.1'],
    ['1e-9', '0.000000001'],
  ])('an amount as %s', (amount, expected) => {
    expect(printed(`market_cap > ${amount}`)).toBe(`market_cap > ${expected}`)
  })

  test('with the place of every node', () => {
    const text = 'market in (CN) and  roe >= 15%'
    const result = parseScreen(text, FIELDS)
    if (!result.ok || result.screen.where?.kind !== 'and') throw new Error('no two conditions')
    const parts = result.screen.where.of.map((of) => {
      const { from, to } = result.spans.get(of) ?? { from: 0, to: 0 }
      return text.slice(from, to)
    })
    expect(parts).toEqual(['market in (CN)', 'roe >= 15%'])
  })

  test('with a hint where a percentage was perhaps meant', () => {
    const result = parseScreen('roe >= 15 and pe < 20', FIELDS)
    expect(result.ok && result.hints).toMatchObject([{ at: { from: 7, to: 9 } }])
  })
})

describe('is refused', () => {
  test.each([
    ['roe', 'syntax', 0, 3],
    ['roe >', 'syntax', 5, 5],
    ['roe 15%', 'syntax', 4, 7],
    ['roe > 5 roic', 'syntax', 8, 12],
    ['roe > 5 and', 'syntax', 11, 11],
    ['(roe > 5', 'syntax', 0, 1],
    ['roe > 5)', 'syntax', 7, 8],
    ['1 < roe < 5', 'syntax', 8, 9],
    ['(roe > 1) + 2 > 3', 'syntax', 1, 8],
    ['roe > 5 and roic', 'syntax', 12, 16],
    ['roe[1] > 5', 'syntax', 4, 5],
    ['roe[-1.5] > 5', 'syntax', 5, 8],
    ['avg(roe) > 5', 'syntax', 7, 8],
    ['avg(roe, 5%) > 5', 'syntax', 9, 11],
    ['avg(5, 5y) > 5', 'syntax', 4, 5],
    ['foo(roe) > 5', 'syntax', 0, 3],
    ['roe > "abc', 'syntax', 6, 10],
    ['roe > 5 limit 0', 'syntax', 14, 15],
    ['roe > 5 limit 2.5', 'syntax', 14, 17],
    ['roe > 5 # 3', 'syntax', 8, 9],
    ['市场 > 5', 'syntax', 3, 4],
    ['market 5', 'syntax', 7, 8],
    ['percentile(roe, country) > 5', 'syntax', 16, 23],
    ['roee > 5', 'unknown_field', 0, 4],
    ['roe > 5 and return on equty > 1', 'unknown_field', 12, 27],
    ['净资产收率 > 5', 'unknown_field', 0, 5],
    ['市场 in (AB)', 'unknown_value', 7, 9],
    ['kind in (bnk)', 'unknown_value', 9, 12],
    ['currency in (DOLAR)', 'unknown_value', 13, 18],
    ['market_cap > 15%', 'unit_mismatch', 0, 16],
    ['roe > USD 5bn', 'unit_mismatch', 0, 13],
    ['roe + market_cap > 5', 'unit_mismatch', 0, 16],
    ['f_score >= 80%', 'unit_mismatch', 0, 14],
    ['percentile(roe) > 80%', 'unit_mismatch', 0, 21],
    ['pe between 5 and 15', 'syntax', 3, 10],
    ['f_score + 80% > 3', 'unit_mismatch', 0, 13],
    ['percentile(roe) >= 80%', 'unit_mismatch', 0, 22],
    ['inventory_days < 20%', 'unit_mismatch', 0, 20],
    ['market_cap > shares_diluted', 'unit_mismatch', 0, 27],
    ['roe > 1 and pe < 20 each 5y', 'no_such_year', 12, 14],
    ['pe[-1] < 20', 'no_such_year', 0, 6],
    ['roe[-10] > 1', 'no_such_year', 0, 8],
    ['avg(roe, 11y) > 1', 'no_such_year', 4, 7],
    ['cagr(roe, 10y) > 1', 'no_such_year', 5, 8],
    ['avg(roe[-5], 4y) > 1 each 3y', 'no_such_year', 4, 11],
    ['market_cap > ¥5', 'bad_number', 13, 15],
    ['market_cap > 1e400', 'bad_number', 13, 18],
    ['1 > 2', 'no_figure', 0, 5],
    ['rank(5) > 2', 'no_figure', 0, 7],
    ['rank(roe, passing) <= 30', 'passing_in_condition', 0, 18],
    ['1 - rank(roe, passing) <= 30', 'passing_in_condition', 4, 22],
    ['order by 5', 'no_figure', 9, 10],
  ])('%s', (text, reason, from, to) => {
    const problem = refused(text)
    expect([problem.reason, problem.at]).toEqual([reason, { from, to }])
    expect(problem.detail).not.toBe('')
    expect(problem.detail_zh).toMatch(/[\u4e00-\u9fff]/)
  })

  test.each([
    ['roee > 5', 'roe'],
    ['free cash yield > 5%', 'fcf_yield'],
    ['净资产收率 > 5', 'roe'],
    ['earning_yield > 5%', 'earnings_yield'],
    ['存货天数 > 5', 'inventory_days'],
    ['kind in (bnk)', 'bank'],
  ])('%s, with a name near to it', (text, near) => {
    expect(refused(text).near[0]).toBe(near)
  })

  test('a name that two figures have, with both', () => {
    const [roe, roic, ...rest] = FIELDS
    if (!roe || !roic) throw new Error('no figures')
    const fields = [{ ...roe, aliases: ['return'] }, { ...roic, aliases: ['return'] }, ...rest]
    const result = parseScreen('return > 5%', fields)
    expect(result).toMatchObject({ problem: { reason: 'ambiguous_field', near: ['roe', 'roic'] } })
  })

  test('more conditions than may be', () => {
    const of = (count: number) => Array(count).fill('roe > 1').join(' and ')
    expect(printed(of(MAX_CONDITIONS))).toBe(of(MAX_CONDITIONS))
    expect(refused(of(MAX_CONDITIONS + 1)).reason).toBe('too_many_conditions')
  })

  test('more values than may be', () => {
    expect(refused(`industry in (${Array(201).fill('a').join(',')})`).reason).toBe(
      'too_many_values',
    )
  })

  test('what is too long, before it is read', () => {
    expect(refused(' '.repeat(MAX_SCREEN_TEXT + 1))).toMatchObject({
      reason: 'too_long',
      at: { from: MAX_SCREEN_TEXT, to: MAX_SCREEN_TEXT + 1 },
    })
  })

  test.each([
    ['parentheses', `${'('.repeat(5_000)}roe`],
    ['negations', `${'not '.repeat(2_400)}roe > 1`],
    ['signs', `${'-'.repeat(9_000)}roe > 1`],
    ['ranks', `${'rank('.repeat(1_900)}roe`],
    ['terms of a sum', `${'1+'.repeat(4_900)}roe > 1`],
  ])('what is too deep: %s', (_, text) => {
    expect(refused(text).reason).toBe('too_deep')
  })

  test('parentheses 100,000 deep', () => {
    expect(refused('('.repeat(100_000)).reason).toBe('too_long')
  })
})

describe('an expression', () => {
  test.each([
    ['revenue / market_cap', { kind: 'quotient', shown: 'ratio' }],
    ['market_cap / eps_diluted', { kind: 'amount', money: 0, shares: 1 }],
    ['net_income / shares_diluted - eps_diluted', { kind: 'amount', money: 1, shares: -1 }],
    ['cagr(revenue, 5y)', { kind: 'quotient', shown: 'ratio' }],
    ['avg(revenue, 5y)', { kind: 'amount', money: 1 }],
    ['rank(roe) + rank(roic)', { kind: 'score' }],
    ['f_score + 0.6 * market_cap / revenue', { kind: 'score' }],
    ['roe - f_score', { kind: 'score' }],
    ['f_score / roe', { kind: 'quotient' }],
    ['365 / inventory_days', { kind: 'amount', days: -1 }],
  ])('%s has its unit', (text, unit) => {
    expect(parseExpression(text, FIELDS)).toMatchObject({ ok: true, unit })
  })

  test('over several years stands on the basis of the newest split', () => {
    const adjusted = {
      ...FIELDS[0],
      id: 'eps_diluted_adjusted',
      en: 'Adjusted EPS',
      zh: '调整每股收益',
    }
    const fields = [
      ...FIELDS,
      { ...adjusted, aliases: [], unit: 'money/share', scope: 'annual', years: 10 },
    ] as typeof FIELDS
    const read = parseScreen('cagr(eps_diluted, 3y) > 10%', fields)
    expect(read).toMatchObject({
      ok: true,
      screen: { where: { left: { of: { field: 'eps_diluted_adjusted' } } } },
      hints: [{ at: { from: 5, to: 16 }, detail: expect.stringContaining('newest split') }],
    })
    expect(parseScreen('cagr(eps_diluted, 3y) > 10%', FIELDS)).toMatchObject({
      screen: { where: { left: { of: { field: 'eps_diluted' } } } },
      hints: [{ detail: expect.stringContaining('as filed') }],
    })
    expect(parseScreen('avg(revenue, 3y) > 10', FIELDS)).toMatchObject({ hints: [] })
  })

  test('is no condition', () => {
    expect(parseExpression('roe > 1', FIELDS)).toMatchObject({
      problem: { at: { from: 4, to: 5 } },
    })
  })
})

describe('a JSON form', () => {
  const compare = {
    kind: 'compare',
    left: { kind: 'field', field: 'roe', lag: 0 },
    op: '>=',
    right: { kind: 'number', value: 0.15, unit: 'percent', currency: null },
    each: null,
  }
  const nested = (depth: number): unknown =>
    depth === 0 ? compare : { kind: 'not', of: nested(depth - 1) }

  test('may leave out what is null or zero', () => {
    const result = screenFromJson({ where: { ...compare, each: undefined } }, FIELDS)
    expect(result).toEqual({ ok: true, screen: { where: compare, order: null, limit: null } })
  })

  test.each([
    [null, 'syntax', ''],
    [[], 'syntax', ''],
    [{ wher: compare }, 'syntax', 'wher'],
    [{ where: 5 }, 'syntax', 'where'],
    [{ where: { ...compare, op: '~' } }, 'syntax', 'where.op'],
    [{ where: { ...compare, extra: 1 } }, 'syntax', 'where.extra'],
    [{ where: { kind: 'and', of: [compare] } }, 'syntax', 'where.of'],
    [{ where: { kind: 'and', of: [compare, 5] } }, 'syntax', 'where.of.1'],
    [{ where: { ...compare, each: 0 } }, 'syntax', 'where.each'],
    [
      { where: { ...compare, right: { ...compare.right, value: '5' } } },
      'syntax',
      'where.right.value',
    ],
    [
      { where: { ...compare, right: { ...compare.right, unit: 'money' } } },
      'unit_mismatch',
      'where',
    ],
    [
      { where: { ...compare, right: { ...compare.right, currency: 'USD' } } },
      'syntax',
      'where.right.currency',
    ],
    [
      { where: { ...compare, left: { ...compare.left, field: 'roee' } } },
      'unknown_field',
      'where.left.field',
    ],
    [{ where: { ...compare, left: { ...compare.left, lag: 10 } } }, 'no_such_year', 'where.left'],
    [
      { where: { kind: 'in', field: 'market', values: ['XX'], negated: false } },
      'unknown_value',
      'where.values.0',
    ],
    [
      { where: { kind: 'in', field: 'market', values: [], negated: false } },
      'syntax',
      'where.values',
    ],
    [{ order: { by: compare.left } }, 'syntax', 'order.direction'],
    [{ order: { by: compare.right, direction: 'asc' } }, 'no_figure', 'order.by'],
    [{ limit: 1.5 }, 'syntax', 'limit'],
    [{ where: { kind: 'or', of: Array(201).fill(compare) } }, 'too_many_conditions', 'where.of'],
  ])('%j is refused with its path', (json, reason, path) => {
    expect(screenFromJson(json, FIELDS)).toMatchObject({ ok: false, problem: { reason, path } })
  })

  test('is as deep as a text may be', () => {
    expect(screenFromJson({ where: nested(MAX_DEPTH - 2) }, FIELDS).ok).toBe(true)
    for (const depth of [MAX_DEPTH - 1, 1_000])
      expect(screenFromJson({ where: nested(depth) }, FIELDS)).toMatchObject({
        problem: { reason: 'too_deep' },
      })
  })

  test('is as long as a text may be', () => {
    const values = Array(190).fill('x'.repeat(150))
    const json = { where: { kind: 'in', field: 'industry', values, negated: false } }
    expect(screenFromJson(json, FIELDS)).toMatchObject({ problem: { reason: 'too_long' } })
  })
})
