/**
 * Mends weighted share counts that stand in thousands or millions under a unit that counts ones (or
 * the reverse): EPS times the count is income only with the power of a thousand, and another figure
 * of the company bears the mended count out.
 */
import Decimal from 'decimal.js'
import type { QualityBook, BookEntry } from './book.ts'
import { isOff, PAIRS, splitsOf, type Trio, triosOf, usualOf } from './per-share.ts'

/** Half way from one to a thousand, as a power of ten. */
const HALF_WAY = 1.5
const FACTORS = ['1000', '0.001', '1000000', '0.000001']

export interface CountMend {
  entry: BookEntry
  /** As decimal text: 1000, 0.001, -1. */
  factor: string
  /** EPS and income, and what bears the count out. */
  others: BookEntry[]
}

/** How far two counts are apart, as a power of ten. */
const powersApart = (a: number, b: number): number => Math.abs(Math.log10(a / b))

/** The ratio as it would be with the nearest power of a thousand. */
const normal = (ratio: number): number =>
  ratio === 0 || !Number.isFinite(ratio)
    ? ratio
    : ratio / 10 ** (3 * Math.round(Math.log10(Math.abs(ratio)) / 3))

const scaledTrio = (trio: Trio, factor: string): Trio => {
  const value = new Decimal(trio.shares.fact.value).times(factor)
  return {
    ...trio,
    ratio: trio.ratio * Number(factor),
    shares: {
      ...trio.shares,
      n: value.toNumber(),
      fact: { ...trio.shares.fact, value: value.toFixed() },
    },
  }
}

/** Dividends paid over dividends a share: about the count that they were paid on. */
const paidOn = (book: QualityBook, shares: BookEntry): number | null => {
  const paid = Math.abs(book.beside(shares, 'dividends_paid')?.n ?? 0)
  const each = book.beside(shares, 'dividends_per_share')?.n ?? 0
  return paid > 0 && each > 0 ? paid / each : null
}

/** Whether more of the other counts are near the mended count than near the filed one. */
const isBorneOut = (
  book: QualityBook,
  shares: BookEntry,
  mended: number,
  sound: readonly BookEntry[],
): boolean => {
  const counts = [...book.of('shares_outstanding'), ...sound]
    .filter((other) => other.unit === 'shares' && other.n > 0)
    .map(({ n }) => n)
  const paid = paidOn(book, shares)
  const all = paid === null ? counts : [...counts, paid]
  const near = (count: number): number =>
    all.filter((other) => powersApart(other, count) < HALF_WAY).length
  return near(mended) > near(shares.n)
}

/** A count below zero that is right with the other sign. */
const turned = (readings: readonly Trio[], usual: number): CountMend | null => {
  const fits = readings.find((trio) => !isOff(scaledTrio(trio, '-1'), usual))
  return fits ? { entry: fits.shares, factor: '-1', others: [fits.eps, fits.income] } : null
}

export const mendedCounts = (book: QualityBook): CountMend[] => {
  const splits = splitsOf(book)
  return PAIRS.flatMap(([eps, count]) => {
    const periods = triosOf(book, eps, count, splits)
    const usual = usualOf(periods.flatMap(([first]) => (first ? normal(first.ratio) : [])))
    const isSound = (readings: readonly Trio[]): boolean =>
      readings.some((trio) => !isOff(trio, usual))
    const contradicted = new Set(
      periods.filter((readings) => !isSound(readings)).map(([first]) => first?.shares.at),
    )
    const sound = book.of(count).filter(({ at }) => !contradicted.has(at))
    return periods.flatMap((readings) => {
      const [first] = readings
      if (!first || isSound(readings) || first.shares.n === 0) return []
      if (first.shares.n < 0) return turned(readings, usual) ?? []
      const fitting = FACTORS.flatMap((factor) => {
        const fits = readings.find((trio) => !isOff(scaledTrio(trio, factor), usual))
        return fits ? [{ factor, fits }] : []
      })
      const [only] = fitting
      if (!only || fitting.length > 1) return []
      const { fits, factor } = only
      return isBorneOut(book, first.shares, first.shares.n * Number(factor), sound)
        ? [{ entry: fits.shares, factor, others: [fits.eps, fits.income] }]
        : []
    })
  })
}
