/**
 * For tests: the requests that a report sends to the analysis service, made from the recorded
 * filings. Tests may import from several Workers; a Worker may not.
 */
import type { AnalyzeRequest } from '#shared/contracts/analysis.ts'
import { modulesSchema, systemSchema } from '#shared/contracts/config.ts'
import type { Fact, Financials } from '#shared/contracts/facts.ts'
import type { Language, Market } from '#shared/names.ts'
import { indexFigures, figuresFor } from '#shared/figures.ts'
import { factId } from '../../aggregator/facts/fact-id.ts'
import { fiscalYearsOfFacts } from '../../aggregator/time/periods.ts'
import modulesJson from '../../../config/analysis-modules.json' with { type: 'json' }
import systemJson from '../../../config/system.json' with { type: 'json' }
import { derive } from '../../aggregator/metrics/derive.ts'
import { dictionary } from '../../aggregator/metrics/dictionary.ts'
import { readRecording } from '../../aggregator/providers/shipped/index.ts'

const AT = '2026-11-22T00:00:00.000Z'

/** The answer that the aggregator would give, made without its database. */
export const recordedFinancials = async (
  market: Market,
  symbol: string,
  currency: string,
): Promise<Financials> => {
  const answer = await readRecording(market, symbol)
  if (!answer.ok) throw new Error(answer.detail)
  const selected = new Map<string, Fact>()
  for (const { source: _, ...fact } of answer.data.facts) {
    const key = `${fact.concept}|${fact.start}|${fact.end}`
    const known = selected.get(key)
    if (known && known.known_at > fact.known_at) continue
    selected.set(key, {
      ...fact,
      id: factId(`${market}:${symbol}`, { ...fact, source: null }),
      retrieved_at: AT,
    })
  }
  const facts = [...selected.values()]
  const fiscalYears = fiscalYearsOfFacts(facts)
  const assumptions = systemSchema.parse(systemJson).valuation
  const { derived, absences } = derive({ facts, fiscalYears, currency, assumptions, years: 10 })
  return {
    instrument: answer.data.instrument,
    as_of: AT,
    reporting_currency: currency,
    fiscal_years: fiscalYears,
    facts,
    derived,
    absences,
    dictionary: dictionary(assumptions),
    served_by: { provider: 'recorded', retrieved_at: AT, recorded: answer.data.recorded },
    attempts: [],
  }
}

/** The four requests of a report, in the order that the configuration has. */
export const reportRequests = (financials: Financials, language: Language): AnalyzeRequest[] => {
  const index = indexFigures(financials)
  return modulesSchema.parse(modulesJson).map((module) => ({
    module,
    prompt: 'unused',
    model: 'builtin',
    language,
    models: systemSchema.parse(systemJson).models,
    context: {
      instrument: financials.instrument,
      reporting_currency: financials.reporting_currency,
      as_of: financials.as_of,
      provider: financials.served_by.provider,
      recorded: financials.served_by.recorded !== null,
      figures: figuresFor(index, module.facts),
      absences: financials.absences,
      needs: [],
    },
  }))
}
