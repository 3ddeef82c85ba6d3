/** `/equities/master` of a day: who was listed in Tokyo on it. */
import { parseSymbol } from '#shared/symbol.ts'
import type { BulkCapability, UniverseMember } from '../../../model/bulk.ts'
import { wholeCrawl } from '../../crawl.ts'
import type { JquantsRow } from '../client.ts'
import { symbolOf } from '../codes.ts'
import { type JquantsListing, LISTING_COLUMNS, readMaster } from '../master.ts'
import { dayPage, FIRST, isRow } from './pages.ts'

const PATH = '/equities/master'
/** Funds and trusts have no industry of the 33: the list writes `-`, or a group for others. */
const NO_INDUSTRY = /^(-|その他|)$/
/** Other classes of a company have a fifth character that is no 0. */
const CLASS_LENGTH = 5

const member = (symbol: string, row: JquantsListing): UniverseMember => {
  const industry = row.S33Nm?.normalize('NFKC') ?? ''
  return {
    instrument: `JP:${symbol}`,
    names: {
      ja: row.CoName.normalize('NFKC'),
      ...(row.CoNameEn && { en: row.CoNameEn }),
    },
    exchange: row.MktNm,
    industry: NO_INDUSTRY.test(industry) ? null : { scheme: 'tse33', name: industry },
    kind:
      symbol.length === CLASS_LENGTH ? 'preferred' : NO_INDUSTRY.test(industry) ? 'other' : 'share',
    listed_on: null,
    delisted_on: null,
    identifiers: {},
  }
}

export const universe: BulkCapability<UniverseMember> = {
  markets: ['JP'],
  // JPX lists 4,434 issues in January 2026, with funds.
  least: { JP: 3_000 },
  parts: () => [FIRST],
  fetch: ({ target }, part, context) => dayPage(context, PATH, target, part, LISTING_COLUMNS),
  async toRows(_, taken) {
    const crawl = await wholeCrawl(
      `jquants ${PATH}`,
      taken,
      (row): JquantsRow => (isRow(row) ? row : {}),
      ({ Code }) => String(Code),
    )
    if (!crawl.ok) return crawl
    const listed = readMaster(crawl.rows)
    if (!listed.ok) return listed
    const rows: UniverseMember[] = []
    const unread: string[] = []
    for (const row of listed.data) {
      const symbol = parseSymbol('JP', symbolOf(row.Code) ?? '')
      if (symbol.ok) rows.push(member(symbol.data, row))
      else unread.push(`${row.Code}: no share of Tokyo`)
    }
    return { ok: true, rows, unread }
  },
}
