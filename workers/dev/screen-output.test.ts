import Papa from 'papaparse'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import type { RunAnswer } from '#shared/contracts/screens.ts'
import { cellText, faultLines, screenCsv, screenLines } from './screen-output.ts'

const cell = (
  value: number | null,
  unit = 'ratio',
  more: Partial<RunAnswer['rows'][number]['cells'][number]> = {},
) => ({
  value,
  reason: value === null ? ('not_reported' as const) : ('known' as const),
  in_doubt: false,
  unit,
  period: value === null ? null : 'FY2009',
  known_at: value === null ? null : '2010-02-26T21:05:00.000Z',
  ...more,
})

const answer: RunAnswer = {
  text: 'roe >= 15% and revenue > 1bn USD',
  screen: {},
  markets: ['US'],
  as_of: '2010-06-30',
  sources: [
    {
      kind: 'filings',
      provider: 'sec_data_sets',
      day: '2009-07-01 to 2010-06-30',
      recorded: true,
      note: { en: 'As filed.', zh: '按申报原样。' },
    },
  ],
  total: {
    tested: 530,
    passed: 3,
    failed: 400,
    not_testable: 127,
    reasons: { not_reported: 100, too_few_years: 27 },
  },
  conditions: [
    {
      text: 'roe >= 15%',
      passed: 30,
      failed: 400,
      not_testable: 100,
      reasons: { not_reported: 100 },
    },
    { text: 'revenue > 1bn USD', passed: 500, failed: 30, not_testable: 0, reasons: {} },
  ],
  columns: [
    { text: 'roe', unit: 'ratio', en: 'Return on equity', zh: '净资产收益率' },
    { text: 'revenue', unit: 'money', en: 'Revenue', zh: '营业收入' },
  ],
  rows: [
    {
      instrument: 'US:AAA',
      name: '=SUM(A1)',
      market: 'US',
      industry: 'Retail',
      currency: 'USD',
      cells: [cell(0.215), cell(1.5e9, 'USD', { in_doubt: true })],
    },
    {
      instrument: 'US:CIK0000930835',
      name: '腾讯控股有限公司',
      market: 'US',
      industry: null,
      currency: 'USD',
      cells: [cell(-0.01), cell(null, 'USD')],
    },
  ],
  not_testable: [],
  notes: [{ en: 'Survivorship: known.', zh: '幸存者偏差：已知。' }],
}

describe('the table', () => {
  const lines = screenLines(answer, 'en')

  test('has a row a company, aligned, with figures in their units', () => {
    const [title = '', , first = '', second = ''] = lines.slice(
      lines.findIndex((l) => /company/.test(l)),
    )
    expect(title).toMatch(/^company +name +industry +roe +revenue +period +known by$/)
    expect(first).toMatch(
      /^US:AAA +=SUM\(A1\) +Retail +21\.50% +\$1\.50 billion \? +FY2009 +2010-02-26$/,
    )
    expect(second).toMatch(/\(not reported\) +FY2009 +2010-02-26$/)
    expect(stringWidth(first)).toBe(stringWidth(second))
  })

  test('says how many passed, failed and could not be tested, with reasons, each condition for itself', () => {
    const text = lines.join('\n')
    expect(text).toContain(
      '3 passed of 530 companies (US, as known at the end of 2010-06-30); 400 failed, 127 not testable (not reported 100, too few years 27)',
    )
    expect(text).toContain('the first 2 are shown')
    expect(text).toContain('roe >= 15%: 30 passed of 530 companies, 400 failed, 100 not testable')
    expect(text).toContain(
      'revenue > 1bn USD: 500 passed of 530 companies, 30 failed, 0 not testable',
    )
    expect(text).toContain('? a check failed for this figure')
  })

  test('names the sources with their days, and what the list cannot say', () => {
    const text = lines.join('\n')
    expect(text).toContain(
      'sec_data_sets (filings), 2009-07-01 to 2010-06-30, recorded, shipped with the project: As filed.',
    )
    expect(text).toContain('- Survivorship: known.')
  })

  test('is in Chinese where asked, with the names of figures', () => {
    const text = screenLines(answer, 'zh').join('\n')
    expect(text).toContain('净资产收益率')
    expect(text).toContain('530 家公司中 3 家通过')
    expect(text).toContain('（未披露）'.replace('（', '(').replace('）', ')'))
  })

  test('tells who entered and who left a saved screen', () => {
    const change = {
      entered: ['US:B'],
      left: [],
      since: '2010-03-01T00:00:00Z',
      since_day: '2010-03-01',
    }
    const text = screenLines({ ...answer, change }, 'en').join('\n')
    expect(text).toContain('since the run of 2010-03-01T00:00:00Z (as of 2010-03-01)')
    expect(text).toContain('entered 1: US:B')
    expect(text).toContain('left 0: nobody')
    const first = { entered: [], left: [], since: null, since_day: null }
    expect(screenLines({ ...answer, change: first }, 'en').join('\n')).toContain('the first run')
  })

  test('of an empty list has counts and no rows', () => {
    const text = screenLines({ ...answer, rows: [] }, 'en').join('\n')
    expect(text).not.toContain('company  ')
    expect(text).toContain('3 passed of 530')
  })
})

test('a value without a unit of money is told in its own unit', () => {
  expect(cellText(cell(7, 'x'), 'en')).toBe('7.00×')
  expect(cellText(cell(null, 'x', { reason: 'no_price' }), 'zh')).toBe('(当日无价格)')
})

test('CSV holds every value as it is, and no formula', () => {
  const csv = screenCsv(answer)
  const { data, errors } = Papa.parse<Record<string, string>>(csv, { header: true })
  expect(errors).toEqual([])
  expect(data[0]).toMatchObject({
    instrument: 'US:AAA',
    name: "'=SUM(A1)",
    roe: '0.215',
    'roe unit': 'ratio',
    'revenue in_doubt': 'true',
    'revenue known_at': '2010-02-26T21:05:00.000Z',
  })
  expect(data[1]).toMatchObject({ roe: '-0.01', revenue: '', 'revenue reason': 'not_reported' })
})

describe('a fault stands under its place', () => {
  const fault = {
    path: 'body.text',
    reason: 'unknown_field',
    message: 'There is no figure roex.',
    message_zh: '没有 roex 这一指标。',
    near: ['roe', 'roce'],
  }
  test('and near names are not told twice', () => {
    const lines = faultLines(
      'roex > 1',
      { ...fault, message: 'There is no roex; near to it: roe, roce', from: 0, to: 4 },
      'en',
    )
    expect(lines).toHaveLength(3)
  })

  test.each([
    ['roex >= 15%', 0, 4, ['  roex >= 15%', '  ^^^^']],
    ['roe > 1\nand roex > 2', 12, 16, ['  and roex > 2', '      ^^^^']],
    ['腾讯 and roex', 7, 11, ['  腾讯 and roex', '           ^^^^']],
    ['roe >', 5, 5, ['  roe >', '       ^']],
    ['营业收入x > 1', 0, 4, ['  营业收入x > 1', '  ^^^^^^^^']],
  ])('%j', (text, from, to, lines) => {
    expect(faultLines(text, { ...fault, from, to }, 'en')).toEqual([
      'There is no figure roex.',
      ...lines,
      'near names: roe, roce',
    ])
  })
})
