/**
 * Reads forms 4 and 5, an insider's transactions, from XML: both tables with their footnotes. Pure.
 */
import { actionOf } from '../insider-codes.ts'
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { perShare, shares } from '#shared/units/scale.ts'
import type { CheckedShape } from './raw.ts'
import { readXml } from './xml.ts'

const footnoteIds = z.array(z.object({ '@id': z.string() })).optional()
/**
 * `<x><value>1</value><footnoteId id="F1"/></x>`. There may be a footnote without a value, and the
 * element may be empty.
 */
const field = z
  .union([z.string(), z.looseObject({ value: z.string().optional(), footnoteId: footnoteIds })])
  .optional()
type Form4Field = z.infer<typeof field>

const transaction = z.looseObject({
  securityTitle: field,
  transactionDate: field,
  transactionCoding: z
    .looseObject({
      transactionCode: z.string().optional(),
      equitySwapInvolved: z.string().optional(),
    })
    .optional(),
  transactionAmounts: z.looseObject({
    transactionShares: field,
    transactionTotalValue: field,
    transactionPricePerShare: field,
    transactionAcquiredDisposedCode: field,
  }),
  postTransactionAmounts: z
    .union([z.string(), z.looseObject({ sharesOwnedFollowingTransaction: field })])
    .optional(),
})
type Form4Transaction = z.infer<typeof transaction>

/** An empty element is read as an empty text. */
const orEmpty = <T extends z.ZodType>(schema: T) => z.union([z.literal(''), schema]).optional()
const ownershipSchema = z.object({
  ownershipDocument: z.looseObject({
    documentType: z.string().min(1),
    dateOfOriginalSubmission: z.string().optional(),
    issuer: z.looseObject({ issuerCik: z.string().regex(/^\d{1,10}$/), issuerName: z.string() }),
    reportingOwner: z
      .array(
        z.looseObject({
          reportingOwnerId: z.looseObject({
            rptOwnerCik: z.string().regex(/^\d{1,10}$/),
            rptOwnerName: z.string().min(1),
          }),
          reportingOwnerRelationship: orEmpty(z.record(z.string(), z.unknown())),
        }),
      )
      .min(1),
    aff10b5One: z.string().optional(),
    nonDerivativeTable: orEmpty(
      z.looseObject({ nonDerivativeTransaction: z.array(transaction).optional() }),
    ),
    derivativeTable: orEmpty(
      z.looseObject({ derivativeTransaction: z.array(transaction).optional() }),
    ),
    footnotes: orEmpty(
      z.looseObject({
        footnote: z
          .array(
            z.union([
              z.string(),
              z.looseObject({ '#text': z.string().optional(), '@id': z.string() }),
            ]),
          )
          .optional(),
      }),
    ),
  }),
})
type OwnershipDocument = z.infer<typeof ownershipSchema>['ownershipDocument']

/** A transaction: all fields of an item except those that come from the list of filings. */
export interface Form4Line {
  /**
   * `n1` is the first line of the table of shares; `d2` is the second line of the table of
   * derivatives.
   */
  place: string
  security: string
  item: Omit<ItemOf<'insiders'>, 'filed_at' | 'document_id'>
}

export interface Form4 {
  issuerCik: number
  issuerName: string
  filerCiks: number[]
  /** The filing day of the form that this form amends. */
  amends: string | null
  lines: Form4Line[]
}

const textOf = (given: Form4Field): string | null =>
  (typeof given === 'object' ? given.value?.trim() : given?.trim()) || null
/** XML Schema also allows `.5` and `5.` as decimals. */
const isNumber = (text: string): boolean => /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text)
/** The day in an xs:date, which may have a time zone: `2022-12-13-05:00`. */
const dayOf = (text: string | null): string | null =>
  z.iso.date().safeParse(text?.slice(0, 10)).success ? (text?.slice(0, 10) ?? null) : null
const isSet = (flag: unknown): boolean => flag === '1' || flag === 'true'
const words = (text: string): string => text.replace(/\s+/g, ' ').trim()

const roleOf = (owners: OwnershipDocument['reportingOwner']): string | null => {
  const roles = owners.flatMap(({ reportingOwnerRelationship: is }) => {
    if (!is) return []
    const textOf = (name: string): string => words(String(is[name] ?? ''))
    return [
      isSet(is.isDirector) ? 'Director' : '',
      isSet(is.isOfficer) ? textOf('officerTitle') || 'Officer' : '',
      isSet(is.isTenPercentOwner) ? '10% owner' : '',
      isSet(is.isOther) ? textOf('otherText') || 'Other' : '',
    ].filter(Boolean)
  })
  return [...new Set(roles)].join(', ') || null
}

/** The ids of all footnotes anywhere in a transaction, in the order of the form. */
const footnotesIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(footnotesIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'footnoteId'
      ? (footnoteIds.parse(inner) ?? []).map(({ '@id': id }) => id)
      : footnotesIn(inner),
  )
}

const noteMaker = ({ footnotes, aff10b5One }: OwnershipDocument) => {
  const texts = new Map(
    (footnotes ? (footnotes.footnote ?? []) : []).flatMap((n) =>
      typeof n === 'string' ? [] : [[n['@id'], words(n['#text'] ?? '')] as const],
    ),
  )
  const plan = isSet(aff10b5One) ? ['Made under a Rule 10b5-1 plan, by the box of the form.'] : []
  return (given: Form4Transaction): string | null =>
    [...plan, ...[...new Set(footnotesIn(given))].flatMap((id) => texts.get(id) || [])].join(' ') ||
    null
}

/** Null for a transaction with an amount of money instead of a count of shares: it has no item. */
const lineMaker = (document: OwnershipDocument) => {
  const noteOf = noteMaker(document)
  const person = document.reportingOwner
    .map(({ reportingOwnerId }) => words(reportingOwnerId.rptOwnerName))
    .join(' / ')
  const role = roleOf(document.reportingOwner)
  return (
    given: Form4Transaction,
    derivative: boolean,
    place: string,
  ): CheckedShape<Form4Line | null> => {
    const {
      transactionShares,
      transactionTotalValue,
      transactionPricePerShare,
      transactionAcquiredDisposedCode,
    } = given.transactionAmounts
    const [count, price, direction] = [
      textOf(transactionShares),
      textOf(transactionPricePerShare),
      textOf(transactionAcquiredDisposedCode),
    ]
    if (count === null && textOf(transactionTotalValue) !== null) return { ok: true, data: null }
    if (count === null || !isNumber(count))
      return { ok: false, field: `${place}.transactionShares` }
    if (price !== null && !isNumber(price))
      return { ok: false, field: `${place}.transactionPricePerShare` }
    if (direction !== 'A' && direction !== 'D')
      return { ok: false, field: `${place}.transactionAcquiredDisposedCode` }
    const tradedOn = dayOf(textOf(given.transactionDate))
    if (tradedOn === null) return { ok: false, field: `${place}.transactionDate` }
    const after =
      typeof given.postTransactionAmounts === 'object'
        ? textOf(given.postTransactionAmounts.sharesOwnedFollowingTransaction)
        : null
    if (after !== null && !isNumber(after))
      return { ok: false, field: `${place}.sharesOwnedFollowingTransaction` }
    const { transactionCode, equitySwapInvolved } = given.transactionCoding ?? {}
    const code = transactionCode?.trim() || null
    const item: Form4Line['item'] = {
      person,
      role,
      traded_on: tradedOn,
      action: actionOf(code),
      code,
      // Codes P and S mean a deal on the market or a private deal. The form does not separate the
      // two; a footnote may.
      open_market: (code === 'P' || code === 'S') && !derivative && !isSet(equitySwapInvolved),
      derivative,
      shares: shares(direction === 'D' ? `-${count}` : count, 'ones').value,
      price: price === null ? null : perShare(price, 'USD').value,
      price_unit: price === null ? null : 'USD/share',
      shares_after: after === null ? null : shares(after, 'ones').value,
      note: noteOf(given),
    }
    return { ok: true, data: { place, security: textOf(given.securityTitle) ?? '', item } }
  }
}

/**
 * The transactions of a form in the form's order, or the element at fault. Holdings without a
 * transaction are left out.
 */
export const readForm4 = (text: string): CheckedShape<Form4> => {
  const parsed = ownershipSchema.safeParse(readXml(text))
  if (!parsed.success) return { ok: false, field: parsed.error.issues[0]?.path.join('.') || 'root' }
  const document = parsed.data.ownershipDocument
  const { nonDerivativeTable: held, derivativeTable: derived } = document
  const make = lineMaker(document)
  const read = [
    ...((held ? held.nonDerivativeTransaction : undefined) ?? []).map((given, at) =>
      make(given, false, `n${at + 1}`),
    ),
    ...((derived ? derived.derivativeTransaction : undefined) ?? []).map((given, at) =>
      make(given, true, `d${at + 1}`),
    ),
  ]
  const lines: Form4Line[] = []
  for (const line of read) {
    if (!line.ok) return line
    if (line.data) lines.push(line.data)
  }
  return {
    ok: true,
    data: {
      issuerCik: Number(document.issuer.issuerCik),
      issuerName: words(document.issuer.issuerName),
      filerCiks: document.reportingOwner.map(({ reportingOwnerId }) =>
        Number(reportingOwnerId.rptOwnerCik),
      ),
      amends: dayOf(document.dateOfOriginalSubmission?.trim() ?? null),
      lines,
    },
  }
}
