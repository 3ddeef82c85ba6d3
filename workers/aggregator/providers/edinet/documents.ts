/**
 * Finds one company's documents in the rows of a day's list. Withdrawn rows have empty fields;
 * amended reports have no period. Pure.
 */
import { z } from 'zod'
import { isDate } from '#shared/calendar.ts'
import type { ProviderResult } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'

const listSchema = z.object({
  results: z.array(
    z.looseObject({ secCode: z.string().nullish(), withdrawalStatus: z.string().nullish() }),
  ),
})

const optional = z
  .string()
  .nullish()
  .transform((text) => text || null)
const optionalDay = optional.transform((text) => (text && isDate(text) ? text : null))

export const documentSchema = z.object({
  docID: z.string().min(1),
  filerName: z.string().trim().min(1),
  edinetCode: optional,
  docTypeCode: z.string().min(1),
  periodStart: optionalDay,
  periodEnd: optionalDay,
  submitDateTime: z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/),
  docDescription: optional,
  csvFlag: optional,
})
/** A document as listed. `submitDateTime` is in Tokyo's time, to the minute. */
export type EdinetDocument = z.infer<typeof documentSchema>

const NOT_WITHDRAWN = '0'

/** The list covers all filers; only the rows with the company's code are taken. */
export const documentsOf = (
  symbol: string,
  day: string,
  json: unknown,
): ProviderResult<EdinetDocument[]> => {
  const list = listSchema.safeParse(json)
  if (!list.success)
    return malformed('edinet', `documents ${day} ${list.error.issues[0]?.path.join('.')}`)
  const own = list.data.results.filter(
    (row) =>
      row.secCode === `${symbol}0` && (row.withdrawalStatus ?? NOT_WITHDRAWN) === NOT_WITHDRAWN,
  )
  const documents = z.array(documentSchema).safeParse(own)
  return documents.success
    ? { ok: true, data: documents.data }
    : malformed('edinet', `documents ${day} ${documents.error.issues[0]?.path.slice(1).join('.')}`)
}

const FORMS: Record<string, string> = {
  120: '有価証券報告書',
  130: '訂正有価証券報告書',
  140: '四半期報告書',
  150: '訂正四半期報告書',
  160: '半期報告書',
  170: '訂正半期報告書',
  180: '臨時報告書',
  190: '訂正臨時報告書',
  220: '自己株券買付状況報告書',
  235: '内部統制報告書',
  350: '大量保有報告書',
  360: '訂正大量保有報告書',
}
export const formOf = (docTypeCode: string): string | null => FORMS[docTypeCode] ?? null

/** The address in EDINET's viewer, which needs no key. */
export const viewerOf = (docId: string): string =>
  `https://disclosure2.edinet-fsa.go.jp/WZEK0040.aspx?${docId},,`

const ANNUAL = ['120', '130']
const INTERIM = ['160', '140']
const newest = (
  documents: readonly EdinetDocument[],
  types: readonly string[],
): EdinetDocument | undefined =>
  documents
    .filter(({ docTypeCode, csvFlag }) => types.includes(docTypeCode) && csvFlag === '1')
    .reduce<EdinetDocument | undefined>(
      (last, document) => (last && last.submitDateTime > document.submitDateTime ? last : document),
      undefined,
    )

/** The last annual report with tables, and the half-year or quarterly report that followed it. */
export const reportsIn = (
  documents: readonly EdinetDocument[],
): { annual: EdinetDocument | null; interim: EdinetDocument | null } => {
  const annual = newest(documents, ANNUAL) ?? null
  const interim = newest(documents, INTERIM) ?? null
  return {
    annual,
    interim:
      interim && (!annual || interim.submitDateTime > annual.submitDateTime) ? interim : null,
  }
}
