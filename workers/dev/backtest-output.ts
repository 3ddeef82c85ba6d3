/** The answer of a backtest as lines for people. Pure. */
import type { Backtest } from '../aggregator/screens/backtest/run.ts'
import type { BacktestArguments } from './backtest-arguments.ts'

const percent = (fraction: number | null): string =>
  fraction === null ? '-' : `${(fraction * 100).toFixed(1)}%`

const NAME_WIDTH = 44
const WIDTH = 12
const line = (name: string, ...cells: string[]): string =>
  `${name.padEnd(NAME_WIDTH)}${cells.map((cell) => cell.padStart(WIDTH)).join('')}`

export const backtestLines = (
  { periods, summary: of }: Backtest,
  { cost, delisting_loss, market, from, to, text }: BacktestArguments,
): string[] => {
  const held = periods.reduce((sum, one) => sum + one.held, 0) / periods.length
  const tested = periods.reduce((sum, one) => sum + one.tested, 0) / periods.length
  return [
    text,
    `${market}, ${from} to ${to}: ${of.months} months, on average ${held.toFixed(1)} companies held of ${tested.toFixed(0)} tested`,
    '',
    line('', 'the list', 'all tested'),
    line('gain', percent(of.gain), percent(of.gain_of_tested)),
    line('gain a year', percent(of.yearly), percent(of.yearly_of_tested)),
    line('largest fall, at monthly trades', percent(of.drawdown), percent(of.drawdown_of_tested)),
    line('turnover a year', percent(of.turnover)),
    line('costs in all, of the worth', percent(of.cost)),
    line('holdings ahead of all tested (hit rate)', percent(of.hit_rate)),
    line('months ahead', `${of.months_ahead} of ${of.months}`),
    line('months with nothing held', String(of.months_empty)),
    line('left the market while held', String(of.delisted)),
    line('passed, but had no price to buy at', String(of.unbought)),
    '',
    line('year', 'the list', 'all tested', 'turnover', 'months'),
    ...of.years.map((one) =>
      line(
        one.year,
        percent(one.gain),
        percent(one.gain_of_tested),
        percent(one.turnover),
        String(one.months),
      ),
    ),
    '',
    `Bought in equal parts at the close of the first trading day after each month's end, at ${percent(cost)} of what is bought and sold.`,
    'All tested companies are bought on the same days without costs. Dividends are not counted, splits are taken out where a market value tells them,',
    'and prices are in the currency in which each company reports.',
    `A holding that leaves the market is sold at its last price less ${percent(delisting_loss)}; one without a price that day is kept at its last one.`,
    'A past gain says nothing certain of a later one.',
  ]
}
