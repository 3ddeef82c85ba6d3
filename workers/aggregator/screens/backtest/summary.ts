/** Sums up the months of a backtest: gain, fall, turnover and costs. Pure. */
import type { Period } from './run.ts'

export interface YearOfBacktest {
  /** The calendar year in which the months ended. */
  year: string
  months: number
  gain: number
  gain_of_tested: number
  turnover: number
}

export interface BacktestSummary {
  months: number
  /** From the first trade to the last. */
  gain: number
  gain_of_tested: number
  /** Per year, compounded; null for less than a year. */
  yearly: number | null
  yearly_of_tested: number | null
  /** The largest fall from a highest worth, at the monthly trades; 0 where there was none. */
  drawdown: number
  drawdown_of_tested: number
  /** Mean turnover of a year: half the value that was bought and sold, divided by the worth. */
  turnover: number
  /** All costs, summed as fractions of the worth. */
  cost: number
  /**
   * The fraction of holdings, over all months, that gained more than the mean of all tested
   * companies; null without holdings.
   */
  hit_rate: number | null
  /** The number of months in which the list gained more than the mean of all tested companies. */
  months_ahead: number
  /** Months in which nothing could be bought. */
  months_empty: number
  delisted: number
  unbought: number
  years: YearOfBacktest[]
}

const MONTHS_A_YEAR = 12

const compounded = (gains: readonly number[]): number =>
  gains.reduce((worth, gain) => worth * (1 + gain), 1) - 1

const perYear = (gain: number, months: number): number | null =>
  months < MONTHS_A_YEAR || gain <= -1 ? null : (1 + gain) ** (MONTHS_A_YEAR / months) - 1

const drawdownOf = (gains: readonly number[]): number => {
  let [worth, highest, largest] = [1, 1, 0]
  for (const gain of gains) {
    worth *= 1 + gain
    highest = Math.max(highest, worth)
    largest = Math.max(largest, 1 - worth / highest)
  }
  return largest
}

const sumOf = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0)

const yearsOf = (periods: readonly Period[]): YearOfBacktest[] =>
  [...Map.groupBy(periods, ({ sold_on }) => sold_on.slice(0, 4))].map(([year, of]) => ({
    year,
    months: of.length,
    gain: compounded(of.map(({ gain }) => gain)),
    gain_of_tested: compounded(of.map((one) => one.gain_of_tested)),
    turnover: sumOf(of.map(({ turnover }) => turnover)),
  }))

export const summaryOf = (periods: readonly Period[]): BacktestSummary => {
  const gains = periods.map(({ gain }) => gain)
  const tested = periods.map((one) => one.gain_of_tested)
  const held = sumOf(periods.map((one) => one.held))
  const months = periods.length
  return {
    months,
    gain: compounded(gains),
    gain_of_tested: compounded(tested),
    yearly: perYear(compounded(gains), months),
    yearly_of_tested: perYear(compounded(tested), months),
    drawdown: drawdownOf(gains),
    drawdown_of_tested: drawdownOf(tested),
    turnover: (sumOf(periods.map(({ turnover }) => turnover)) / months) * MONTHS_A_YEAR,
    cost: sumOf(periods.map(({ cost }) => cost)),
    hit_rate: held > 0 ? sumOf(periods.map(({ ahead }) => ahead)) / held : null,
    months_ahead: periods.filter((one) => one.gain > one.gain_of_tested).length,
    months_empty: periods.filter((one) => one.held === 0).length,
    delisted: sumOf(periods.map(({ delisted }) => delisted)),
    unbought: sumOf(periods.map(({ unbought }) => unbought)),
    years: yearsOf(periods),
  }
}
