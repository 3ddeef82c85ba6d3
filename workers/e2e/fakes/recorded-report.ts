/**
 * For tests: the requests that a report sends to the analysis service, made from the recorded
 * filings. Tests may import from several Workers; a Worker may not.
 */
import type { AnalyzeRequest } from '#shared/contracts/analysis.ts'
import { modulesSchema } from '#shared/contracts/config.ts'
import type { Financials } from '#shared/contracts/facts.ts'
import type { Language, Market } from '#shared/names.ts'
import { configuration } from '#shared/configuration/configuration.fixture.ts'
import modulesJson from '../../../config/analysis-modules.json' with { type: 'json' }
import { readRecording } from '../../aggregator/providers/shipped/index.ts'
import { moduleInput } from '../../orchestrator/run/module-input.ts'
import { financialsFrom } from './read-path.ts'

/** The answer that the aggregator would give, made without its database. */
export const recordedFinancials = async (market: Market, symbol: string): Promise<Financials> => {
  const answer = await readRecording(market, symbol)
  if (!answer.ok) throw new Error(answer.detail)
  const { instrument, facts, recorded } = answer.data
  return financialsFrom({ instrument, facts, recorded })
}

/** The four requests of a report, in the order that the configuration has. */
export const reportRequests = (financials: Financials, language: Language): AnalyzeRequest[] => {
  const config = { ...configuration(), version: 0 }
  return modulesSchema
    .parse(modulesJson)
    .map((module) =>
      moduleInput({ module, config, financials, language, model: 'builtin', needs: [] }),
    )
}
