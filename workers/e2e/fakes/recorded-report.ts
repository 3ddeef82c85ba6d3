/**
 * For tests: the requests that a report sends to the analysis service, made from the recorded
 * filings. Tests may import from several Workers; a Worker may not.
 */
import { modulesSchema } from '#shared/contracts/config-documents.ts'
import { figuresOf } from '#shared/book/of-content.ts'
import { rateCompany } from '#shared/rating/rate-company.ts'
import type { Figure } from '#shared/contracts/analysis.ts'
import type { Financials } from '#shared/contracts/facts.ts'
import type { Language, Market } from '#shared/names.ts'
import { configuration } from '#shared/configuration/configuration.fixture.ts'
import modulesJson from '../../../config/analysis-modules.json' with { type: 'json' }
import { readRecording } from '../../aggregator/providers/shipped/index.ts'
import { type AnalysisTask, readTask } from '../../analysis/task.ts'
import { absentReads } from '../../orchestrator/run/absent-reads.ts'
import { moduleInput } from '../../orchestrator/run/module-input.ts'
import { financialsFrom } from './read-path.ts'

/** The answer that the aggregator would give, made without its database. */
export const recordedFinancials = async (market: Market, symbol: string): Promise<Financials> => {
  const answer = await readRecording(market, symbol)
  if (!answer.ok) throw new Error(answer.detail)
  const { instrument, facts, recorded } = answer.data
  return financialsFrom({ instrument, facts, recorded })
}

/** What the modules of a report are written from, in the order that the configuration has. */
export const reportRequests = (financials: Financials, language: Language): AnalysisTask[] => {
  const figures = figuresOf(financials)
  const { as_of } = financials
  const rating = rateCompany(figures, { instrument: financials.instrument.id, as_of })
  const config = { ...configuration(), version: 0 }
  // A module that has nothing to read is skipped.
  const written = modulesSchema
    .parse(modulesJson)
    .filter((module) => absentReads(module, figures, null) === null)
  return written.map((module) =>
    readTask(
      moduleInput({
        report: null,
        module,
        config,
        figures,
        language,
        model: 'builtin',
        needs: [],
        rating,
      }),
    ),
  )
}

/** Every figure that the modules of a report on a recorded company may cite. */
export const figuresOfCompany = async (market: Market, symbol: string): Promise<Figure[]> => {
  const requests = reportRequests(await recordedFinancials(market, symbol), 'en')
  const figures = requests.flatMap(({ context }) => context.figures)
  return [...new Map(figures.map((figure) => [figure.token, figure])).values()]
}
