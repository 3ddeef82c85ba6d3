/** What a conclusion may rest on: nothing in doubt, and nothing older in its place. */
import { describe, expect, test } from 'vitest'
import type { Figure } from '#shared/contracts/analysis.ts'
import { evidenceOf } from './evidence.ts'

const END: Record<string, string> = {
  FY2023: '2023-12-31',
  FY2024: '2024-12-31',
  '2025Q1': '2025-03-31',
  '2025Q2': '2025-06-30',
  '2025H1': '2025-06-30',
  'TTM@2025-06-30': '2025-06-30',
  '2024-12-31': '2024-12-31',
  '2025-06-30': '2025-06-30',
}
const figure = (name: string, period: string, value: number, isDoubted = false): Figure => ({
  token: `${name}@${period}`,
  name,
  label: { en: name, zh: name },
  period,
  end: END[period] ?? '',
  value: String(value),
  unit: 'USD',
  ...(isDoubted && {
    doubts: [
      {
        check: 'jump',
        token: `${name}@${period}`,
        names: { en: 'No jump', zh: '无跳变' },
        figure: { en: name, zh: name },
        period,
      },
    ],
  }),
})
const evidence = (...figures: Figure[]) =>
  evidenceOf([figure('net_income', 'FY2024', 7), ...figures], 'USD')
const periods = (points: readonly { period: string }[]): string[] =>
  points.map(({ period }) => period)

describe('a figure in doubt', () => {
  test('is not among years and quarters', () => {
    const e = evidence(
      figure('revenue', 'FY2023', 10),
      figure('revenue', 'FY2024', 11, true),
      figure('revenue', '2025Q1', 3),
      figure('revenue', '2025Q2', 4, true),
    )
    expect(periods(e.annual('revenue'))).toEqual(['FY2023'])
    expect(periods(e.quarters('revenue'))).toEqual(['2025Q1'])
    expect(e.now('revenue')).toBeNull()
    expect(e.at('revenue', 'FY2024')).toBeNull()
    expect(e.inDoubt('revenue')).toBe(true)
    // Tables have it, marked.
    expect(periods(e.all('revenue'))).toEqual(['FY2023', 'FY2024'])
    expect(e.shown('revenue', 'FY2024')?.value).toBe(11)
  })

  test('is not the newest twelve months, and no older year takes their place', () => {
    const year = figure('revenue', 'FY2024', 11)
    expect(evidence(year).newest('revenue')?.period).toBe('FY2024')
    expect(
      evidence(year, figure('revenue', 'TTM@2025-06-30', 12, true)).newest('revenue'),
    ).toBeNull()
  })

  test('is not the newest balance, and no older one takes its place', () => {
    const old = figure('cash', '2024-12-31', 5)
    expect(evidence(old).latest('cash')?.value).toBe(5)
    expect(evidence(old, figure('cash', '2025-06-30', 6, true)).latest('cash')).toBeNull()
  })

  test('is not told of the newest part of a year', () => {
    const e = evidence(
      figure('revenue', '2025H1', 6, true),
      figure('operating_income', '2025H1', 2),
    )
    expect(e.interim?.points.map(({ name }) => name)).toEqual(['operating_income'])
    expect(evidence(figure('revenue', '2025H1', 6, true)).interim).toBeNull()
  })
})

test('after a break only the years that can be compared with the newest are a series', () => {
  const figures = ['FY2022', 'FY2023', 'FY2024'].map((year, at) => ({
    ...figure('net_income', year, 7 + at),
    end: `${year.slice(2)}-12-31`,
  }))
  const brokenTo = (...years: string[]) =>
    evidenceOf(
      figures,
      'USD',
      years.map((to) => ({
        name: 'net_income',
        from: `FY${Number(to.slice(2)) - 1}`,
        to,
        reason: 'restated' as const,
        detail: 'x',
      })),
    )
  expect(periods(brokenTo().annual('net_income'))).toEqual(['FY2022', 'FY2023', 'FY2024'])
  expect(periods(brokenTo('FY2024', 'FY2023').annual('net_income'))).toEqual(['FY2024'])
  expect(brokenTo('FY2023').isBroken('net_income')).toBe(true)
  expect(brokenTo('FY2023').isBroken('revenue')).toBe(false)
})
