import { describe, expect, test } from 'vitest'
import { MAX_SCREEN_TEXT } from '#shared/screen/limits.ts'
import { fieldsToRead } from './fields.ts'
import { marketsNamed, readColumns, readScreen } from './read-screen.ts'

const fields = fieldsToRead()
const marketsOf = (text: string): string[] => {
  const read = readScreen({ text }, fields)
  if (!read.ok) throw new Error(read.detail)
  return marketsNamed(read.data.screen)
}

describe('a screen', () => {
  test('is read from text and from its tree alike, and told in its printed form', () => {
    const text = readScreen({ text: 'ROE>=15% and 营业收入 > 10亿 CNY' }, fields)
    expect(text).toMatchObject({ ok: true, data: { text: 'roe >= 15% and revenue > CNY 1bn' } })
    if (!text.ok) return
    const { screen } = text.data
    expect(readScreen({ screen: JSON.parse(JSON.stringify(screen)) }, fields)).toMatchObject({
      ok: true,
      data: { screen, text: text.data.text },
    })
  })

  test.each([
    [{}, 'as text or as a tree'],
    [{ text: 'roe > 1', screen: {} }, 'not both'],
  ])('%j is refused', (given, message) => {
    expect(readScreen(given, fields)).toMatchObject({
      reason: 'invalid_request',
      detail: expect.stringContaining(message),
      errors: [{ path: 'body' }],
    })
  })

  test('a fault is told with its place, its kind and near names', () => {
    expect(readScreen({ text: 'roe > 1 and debt_to_equty < 0.5' }, fields)).toMatchObject({
      reason: 'screen_invalid',
      text_faults: [
        {
          path: 'body.text',
          reason: 'unknown_field',
          from: 12,
          to: 25,
          near: expect.arrayContaining(['debt_to_equity']),
        },
      ],
    })
  })

  test('percent against money is refused as two units', () => {
    expect(readScreen({ text: 'revenue > 15%' }, fields)).toMatchObject({
      reason: 'screen_invalid',
      text_faults: [{ reason: 'unit_mismatch' }],
    })
  })

  test('200 conditions are read, 201 are too many', () => {
    const of = (count: number) => Array(count).fill('roe > 1').join(' and ')
    expect(readScreen({ text: of(200) }, fields).ok).toBe(true)
    expect(readScreen({ text: of(201) }, fields)).toMatchObject({
      text_faults: [{ reason: 'too_many_conditions' }],
    })
  })

  test('a text whose printed form is too long is refused, since nobody could read it again', () => {
    const longest = fields
      .filter(({ years }) => years > 1)
      .reduce((a, b) => (b.id.length - b.zh.length > a.id.length - a.zh.length ? b : a))
    const text = Array(190).fill(`avg("${longest.zh}",9y)>"${longest.zh}"`).join('且')
    expect(text.length).toBeLessThan(MAX_SCREEN_TEXT)
    const read = readScreen({ text }, fields)
    expect(read.ok).toBe(false)
    expect(read).toMatchObject({ detail: expect.stringContaining('printed form') })
  })

  test('a tree that is none is refused with the place in it', () => {
    for (const screen of [null, 7, [], { where: { kind: 'compare' } }, { where: 7 }])
      expect(readScreen({ screen }, fields)).toMatchObject({
        ok: false,
        reason: 'screen_invalid',
        text_faults: [{ path: expect.stringMatching(/^body\.screen/) }],
      })
  })
})

test('columns are expressions, and a wrong one is told by its number', () => {
  expect(readColumns(['ROE', 'avg(roe,5y)'], fields)).toMatchObject({
    data: [{ text: 'roe' }, { text: 'avg(roe, 5y)' }],
  })
  expect(readColumns(['roe', 'roe >'], fields)).toMatchObject({
    reason: 'screen_invalid',
    text_faults: [{ path: 'body.columns.1' }],
  })
})

test.each([
  ['roe > 1', ['US']],
  ['market in (CN, HK) and roe > 1', ['CN', 'HK']],
  ['market = JP', ['JP']],
  ['market not in (US, JP) and roe > 1', ['CN', 'HK']],
  ['not market = US', ['CN', 'HK', 'JP']],
  ['market = CN or market = HK', ['CN', 'HK']],
  ['market = CN or roe > 1', ['US']],
  ['market in (CN, HK) and market != CN', ['HK']],
  ['(market = CN and roe > 1) or (market = JP and roe > 2)', ['CN', 'JP']],
  ['', ['US']],
])('%j is of %j', (text, markets) => {
  expect(marketsOf(text)).toEqual(markets)
})
