/**
 * `npm run report -- US:AAPL`: writes a report without a browser. Progress goes to stderr, and the
 * Markdown goes to stdout.
 */
import type { Report, ReportEvent, ReportEstimate } from '#shared/contracts/orchestrator.ts'
import type { Target } from './access-token.ts'
import { ApiError, type ApiClient, apiClient } from './api-client.ts'
import { parseReportArguments, type ReportArguments, USAGE } from './report-arguments.ts'
import { runStackCommand, say } from './stack-command.ts'

const narrate = (event: ReportEvent): void => {
  if (event.type === 'text') return
  if (event.type === 'inputs_ready')
    say(
      `${event.facts} filed figures and ${event.derived} derived ones from ${event.provider}${event.recorded ? ' (recorded data)' : ''}`,
    )
  else if (event.type === 'module')
    say(`${event.names.en}: ${event.status}${event.reason ? ` (${event.reason})` : ''}`)
  else say(`report ${event.status}${event.reason ? ` (${event.reason})` : ''}`)
}

/**
 * Finds the one company that is meant. Throws an ApiError when there is none or more than one; the
 * error then lists the candidates.
 */
const resolve = async (
  api: ApiClient,
  wanted: ReportArguments,
): Promise<{ market: string; symbol: string }> => {
  if (wanted.market) return { market: wanted.market, symbol: wanted.symbol }
  const candidates = await api.search(wanted.symbol)
  // A code that is also another company's name is not taken for certain.
  const exact = candidates.filter((c) => c.exact)
  const isCode = exact.length === 1 && exact[0]?.match === 'symbol'
  const [only] = isCode ? exact : candidates
  if (only && (isCode || candidates.length === 1))
    return { market: only.market, symbol: only.symbol }
  if (candidates.length === 0)
    throw new ApiError('unknown_symbol', `nothing is known by the name ${wanted.symbol}`)
  throw new ApiError(
    'ambiguous_name',
    `${wanted.symbol} may be\n${candidates.map((c) => `  ${c.id}  ${c.name}`).join('\n')}`,
  )
}

const dollars = (usd: number | null): string => (usd === null ? 'unknown' : `$${usd.toFixed(2)}`)

/** What the report may cost, before it is started. */
const estimateLine = ({
  free,
  most_usd,
  likely_usd,
  short,
  refused,
  left_out,
}: ReportEstimate): string => {
  if (free) return 'the report costs nothing: the rule analyst writes it'
  const without =
    left_out.length > 0 ? `, without ${left_out.join(', ')}, which are not read yet` : ''
  const line = `the report may cost at most ${dollars(most_usd)}, and likely ${dollars(likely_usd)}${without}`
  if (refused !== null)
    return `${line}. It is not started: ${refused}. --model builtin costs nothing.`
  return short ? `${line}: more than the caps leave, so it may end before its last section` : line
}

/** Follows the report to its end, even when the event stream breaks. */
const follow = async (api: ApiClient, id: string): Promise<Report> => {
  for (;;) {
    try {
      for await (const event of api.events(id)) narrate(event)
    } catch (error) {
      say(
        `the event stream was cut (${error instanceof Error ? error.message : 'unknown'}), asking again`,
      )
    }
    const report = await api.report(id)
    if (report.status !== 'queued' && report.status !== 'running') return report
    await new Promise((again) => setTimeout(again, 1_000))
  }
}

const write = async (target: Target, wanted: ReportArguments): Promise<number> => {
  const api = apiClient(target)
  const { language, model, as_of } = wanted
  const wish = {
    ...(await resolve(api, wanted)),
    model,
    ...(language && { language }),
    ...(as_of && { as_of }),
  }
  const estimate = await api.estimateReport(wish)
  say(estimateLine(estimate))
  if (estimate.refused !== null) return 1
  const created = await api.createReport(wish)
  const report = await follow(api, created.id)
  if (report.status !== 'complete') {
    console.error(`The report ${report.status}. ${report.reason ?? ''}: ${report.detail ?? ''}`)
    return 1
  }
  process.stdout.write(await api.markdown(report.id))
  return 0
}

runStackCommand({
  wanted: parseReportArguments(process.argv.slice(2)),
  usage: USAGE,
  urlOf: () => undefined,
  work: write,
})
