/**
 * Owners of more than five percent of a class of a company's shares, as they state it in schedules
 * 13D and 13G. All other holders appear only in the 13F of each manager, and EDGAR does not list
 * those by company.
 */
import { endOfDay, MARKET_ZONES } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { subjectOf } from './instrument.ts'
import { readSchedule13, type Schedule13 } from './schedule-13.ts'
import { type FilingKind, type XmlFiling, xmlFilings } from './xml-filings.ts'

/** Usually two or three owners file about a company, each at most once a quarter. */
export const MAX_SCHEDULES = 10

/** The older form name `SC 13G` is left out: those filings are not XML. */
const SCHEDULES: FilingKind<Schedule13> = {
  forms: /^SCHEDULE 13[DG](\/A)?$/,
  most: MAX_SCHEDULES,
  read: readSchedule13,
}

/** A statement without a count of shares says nothing about the holding, so it gives no item. */
const itemsOf = ({ listed, form, page, source }: XmlFiling<Schedule13>): NewItem<'holders'>[] =>
  form.owners.flatMap(({ name, kind, shares, fraction }, at) =>
    shares === null
      ? []
      : [
          {
            key: `${listed.accession}/${at + 1}`,
            item: {
              kind: 'holder' as const,
              as_of: form.asOf,
              scope: 'total' as const,
              holder: name,
              holder_kind: kind,
              rank: null,
              shares,
              fraction,
              change: null,
              value: null,
              value_unit: null,
            },
            known_at: endOfDay(listed.filedAt, MARKET_ZONES.US),
            source_url: page,
            source,
          },
        ],
  )

/** Newest first. An owner appears once for each statement. */
export const holders = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'holders'>>> => {
  const read = await xmlFilings(query, context, SCHEDULES)
  if (!read.ok) return read
  const { submissions, filings, sources } = read.data
  return {
    ok: true,
    data: {
      subject: subjectOf(query.symbol, submissions),
      items: filings.flatMap(itemsOf).slice(0, query.limit),
      sources,
    },
  }
}
