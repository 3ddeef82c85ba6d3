/**
 * `npm run backtest -- "f_score >= 8" --market US --from 2020-01-01 --to 2024-12-31`: runs a screen
 * at each month's end with what was known then, and prints how the companies that passed did.
 */
import { runBacktest } from '../aggregator/screens/backtest/run.ts'
import { screenFields } from '../aggregator/screens/catalogue.ts'
import { compileScreen } from '#shared/screen/evaluate.ts'
import { parseScreen } from '#shared/screen/parse.ts'
import type { Target } from './access-token.ts'
import { apiClient } from './api-client.ts'
import { type BacktestArguments, parseBacktestArguments, USAGE } from './backtest-arguments.ts'
import { marketOverApi, type SnapshotPort } from './backtest-market.ts'
import { backtestLines } from './backtest-output.ts'
import { runStackCommand, say } from './stack-command.ts'

const WRONG = 2
const NOT_THERE = 3
/** Between two questions while the columns of a day are being made, in ms. */
const PAUSE_MS = 200
/** The columns of one day take no longer, in ms. */
const MAKING_MS = 30 * 60_000

const portOf = (target: Target, { market }: BacktestArguments): SnapshotPort => {
  const api = apiClient(target)
  return {
    async manifest(day) {
      const until = Date.now() + MAKING_MS
      while (Date.now() < until) {
        const answer = await api.universe(market, day)
        if ('manifest' in answer) return answer.manifest
        const { done, of } = answer.progress
        say(`${market} ${day}: figures of ${done} of ${of} companies are computed`)
        await new Promise((again) => setTimeout(again, PAUSE_MS))
      }
      throw new Error(`the columns of ${market} on ${day} were not made in time`)
    },
    bytes: (hash) => api.column(hash),
  }
}

const work = async (target: Target, wanted: BacktestArguments): Promise<number> => {
  const fields = screenFields()
  const parsed = parseScreen(wanted.text, fields)
  if (!parsed.ok) {
    const { detail, detail_zh, at } = parsed.problem
    console.error(wanted.language === 'zh' ? detail_zh : detail)
    console.error(`  ${wanted.text}\n  ${' '.repeat(at.from)}^`)
    return WRONG
  }
  const { screen } = parsed
  const { needed } = compileScreen(screen, fields)
  const { from, to, cost, delisting_loss, market } = wanted
  const answer = await runBacktest(marketOverApi(market, portOf(target, wanted), needed), {
    screen,
    fields,
    from,
    to,
    rules: { cost, delisting_loss },
  })
  if (!answer.ok) {
    if (wanted.json) console.log(JSON.stringify(answer, null, 2))
    console.error(
      `${answer.reason}: ${wanted.language === 'zh' ? answer.detail_zh : answer.detail}`,
    )
    return answer.reason === 'too_short' ? WRONG : NOT_THERE
  }
  if (wanted.json) console.log(JSON.stringify(answer, null, 2))
  else for (const line of backtestLines(answer, wanted)) console.log(line)
  return 0
}

runStackCommand({
  wanted: parseBacktestArguments(process.argv.slice(2)),
  usage: USAGE,
  urlOf: ({ url }) => url && new URL(url).origin,
  work,
})
