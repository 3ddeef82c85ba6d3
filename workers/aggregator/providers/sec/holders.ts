/**
 * Owners of more than five percent of a class of a company's shares, as they state it in schedules
 * 13D and 13G. All other holders are known only by the 13F of each manager, which EDGAR does not
 * list by company.
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

/** Two or three owners state their shares of a company, once a quarter at most. */
export const MAX_SCHEDULES = 10

/** `SC 13G`, the older name, is of the filings before they were XML. */
const SCHEDULES: FilingKind<Schedule13> = {
  forms: /^SCHEDULE 13[DG](\/A)?$/,
  most: MAX_SCHEDULES,
  read: readSchedule13,
}

/** A statement without a count of shares tells nothing of the holding and has no item. */
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

/** Newest first; an owner stands once for each statement. */
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
