/**
 * The names of the schemas in the OpenAPI document: what a contract exports as `factSchema` is
 * `Fact` there, written once and referred to.
 */
import { z } from 'zod'
import * as aggregator from '#shared/contracts/aggregator.ts'
import * as analysis from '#shared/contracts/analysis.ts'
import * as books from '#shared/contracts/books.ts'
import * as configDocuments from '#shared/contracts/config-documents.ts'
import * as dataSources from '#shared/contracts/data-sources.ts'
import * as exhibitReadings from '#shared/contracts/exhibit-readings.ts'
import * as exhibitRecords from '#shared/contracts/exhibit-records.ts'
import * as exhibitRows from '#shared/contracts/exhibit-rows.ts'
import * as exhibits from '#shared/contracts/exhibits.ts'
import * as facts from '#shared/contracts/facts.ts'
import * as instrument from '#shared/contracts/instrument.ts'
import * as logs from '#shared/contracts/logs.ts'
import * as marketRefreshes from '#shared/contracts/market-refreshes.ts'
import * as modelLedger from '#shared/contracts/model-ledger.ts'
import * as models from '#shared/contracts/models.ts'
import * as orchestrator from '#shared/contracts/orchestrator.ts'
import * as problem from '#shared/contracts/problem.ts'
import * as quoteRecords from '#shared/contracts/quote-records.ts'
import * as quoteRefreshes from '#shared/contracts/quote-refreshes.ts'
import * as quoteWrites from '#shared/contracts/quote-writes.ts'
import * as quotes from '#shared/contracts/quotes.ts'
import * as rating from '#shared/contracts/rating.ts'
import * as comparison from '#shared/contracts/report-comparison.ts'
import * as restatements from '#shared/contracts/restatements.ts'
import * as screens from '#shared/contracts/screens.ts'

const CONTRACTS: readonly object[] = [
  aggregator,
  analysis,
  books,
  configDocuments,
  dataSources,
  exhibitReadings,
  exhibitRecords,
  exhibitRows,
  exhibits,
  facts,
  instrument,
  logs,
  marketRefreshes,
  modelLedger,
  models,
  orchestrator,
  problem,
  quoteRecords,
  quoteRefreshes,
  quoteWrites,
  quotes,
  rating,
  comparison,
  restatements,
  screens,
]

const SCHEMA_NAME = /^(\w+)Schema$/
/** Their fields become parameters of an operation, each on its own. */
const PARAMETERS = /(?:Query|Params)$/
/** Texts and numbers are shown where they stand; what has parts of its own has a name. */
const HAS_PARTS = new Set(['object', 'union', 'intersection', 'array', 'lazy'])

/** The registry from which zod takes the names; the first contract that exports a schema wins. */
export const namedSchemas = (): z.core.$ZodRegistry<{ id: string }> => {
  const names = z.registry<{ id: string }>()
  const taken = new Set<string>()
  for (const contract of CONTRACTS)
    for (const [exported, value] of Object.entries(contract)) {
      const name = SCHEMA_NAME.exec(exported)?.[1]
      if (
        !name ||
        PARAMETERS.test(name) ||
        !(value instanceof z.ZodType) ||
        !HAS_PARTS.has(value.def.type)
      )
        continue
      const id = name.charAt(0).toUpperCase() + name.slice(1)
      if (names.has(value) || taken.has(id)) continue
      names.add(value, { id })
      taken.add(id)
    }
  return names
}
