/**
 * Reads schedules 13D and 13G, which state who owns more than five percent of a class of a
 * company's shares. They are XML since December 2024. The two forms use different names for the
 * same things. Pure.
 */
import { z } from 'zod'
import { percent, shares } from '#shared/units/scale.ts'
import type { CheckedShape } from './raw.ts'
import { readXml } from './xml.ts'

const number = z.string().regex(/^(\d+(\.\d*)?|\.\d+)$/)
const cik = z.string().regex(/^\d{1,10}$/)
const date = z.string().regex(/^\d{2}\/\d{2}\/\d{4}$/)
/** Joint filers leave unchanged fields out of an amendment. */
const amount = z.union([z.literal(''), number]).optional()
const types = z.array(z.string()).optional()

const headerSchema = z.looseObject({
  filerInfo: z.looseObject({
    filer: z.array(z.looseObject({ filerCredentials: z.looseObject({ cik }) })).min(1),
  }),
})
const schedule13G = z.looseObject({
  coverPageHeader: z.looseObject({
    securitiesClassTitle: z.string(),
    eventDateRequiresFilingThisStatement: date,
    issuerInfo: z.looseObject({ issuerCik: cik, issuerName: z.string() }),
  }),
  coverPageHeaderReportingPersonDetails: z
    .array(
      z.looseObject({
        reportingPersonName: z.string().min(1),
        reportingPersonBeneficiallyOwnedAggregateNumberOfShares: amount,
        classPercent: amount,
        typeOfReportingPerson: types,
      }),
    )
    .min(1),
})
const schedule13D = z.looseObject({
  coverPageHeader: z.looseObject({
    securitiesClassTitle: z.string(),
    dateOfEvent: date,
    issuerInfo: z.looseObject({ issuerCIK: cik, issuerName: z.string() }),
  }),
  reportingPersons: z.looseObject({
    reportingPersonInfo: z
      .array(
        z.looseObject({
          reportingPersonName: z.string().min(1),
          aggregateAmountOwned: amount,
          percentOfClass: amount,
          typeOfReportingPerson: types,
        }),
      )
      .min(1),
  }),
})
const submission = <T extends z.ZodType>(formData: T) =>
  z.object({ edgarSubmission: z.looseObject({ headerData: headerSchema, formData }) })

export interface Owner {
  name: string
  /** The kind of owner in words, from the form's codes. */
  kind: string | null
  shares: string | null
  /**
   * The fraction of the class. Null where the company has several classes, because a fraction of
   * one class does not give the fraction of all shares.
   */
  fraction: string | null
}

export interface Schedule13 {
  issuerCik: number
  issuerName: string
  filerCiks: number[]
  /** The day of the event that is reported: the end of a quarter, a purchase. */
  asOf: string
  owners: Owner[]
}

const KINDS: Readonly<Record<string, string>> = {
  BD: 'Broker-dealer',
  BK: 'Bank',
  IC: 'Insurance company',
  IV: 'Investment company',
  IA: 'Investment adviser',
  EP: 'Employee benefit plan',
  HC: 'Parent holding company',
  SA: 'Savings association',
  CP: 'Church plan',
  CO: 'Corporation',
  PN: 'Partnership',
  IN: 'Individual',
  FI: 'Non-US institution',
}

const ONE_OF_SEVERAL = /\b(class|series)\s+[a-z0-9]\b/i

const ownerOf = (
  name: string,
  count: string | undefined,
  percentage: string | undefined,
  codes: readonly string[] | undefined,
  title: string,
): Owner => ({
  name: name.replace(/\s+/g, ' ').trim(),
  kind: (codes ?? []).flatMap((code) => KINDS[code.trim()] ?? []).join(', ') || null,
  shares: count ? shares(count, 'ones').value : null,
  fraction: percentage && !ONE_OF_SEVERAL.test(title) ? percent(percentage).value : null,
})

const isoDate = (given: string): string =>
  `${given.slice(6)}-${given.slice(0, 2)}-${given.slice(3, 5)}`
const filersOf = ({ filerInfo }: z.infer<typeof headerSchema>): number[] =>
  filerInfo.filer.map(({ filerCredentials }) => Number(filerCredentials.cik))
const mismatchOf = (error: z.ZodError): CheckedShape<never> => ({
  ok: false,
  field: error.issues[0]?.path.join('.') || 'root',
})

const readG = (document: unknown): CheckedShape<Schedule13> => {
  const parsed = submission(schedule13G).safeParse(document)
  if (!parsed.success) return mismatchOf(parsed.error)
  const { headerData, formData } = parsed.data.edgarSubmission
  const {
    issuerInfo,
    securitiesClassTitle: title,
    eventDateRequiresFilingThisStatement: event,
  } = formData.coverPageHeader
  return {
    ok: true,
    data: {
      issuerCik: Number(issuerInfo.issuerCik),
      issuerName: issuerInfo.issuerName,
      filerCiks: filersOf(headerData),
      asOf: isoDate(event),
      owners: formData.coverPageHeaderReportingPersonDetails.map((person) =>
        ownerOf(
          person.reportingPersonName,
          person.reportingPersonBeneficiallyOwnedAggregateNumberOfShares,
          person.classPercent,
          person.typeOfReportingPerson,
          title,
        ),
      ),
    },
  }
}

const readD = (document: unknown): CheckedShape<Schedule13> => {
  const parsed = submission(schedule13D).safeParse(document)
  if (!parsed.success) return mismatchOf(parsed.error)
  const { headerData, formData } = parsed.data.edgarSubmission
  const { issuerInfo, securitiesClassTitle: title, dateOfEvent: event } = formData.coverPageHeader
  return {
    ok: true,
    data: {
      issuerCik: Number(issuerInfo.issuerCIK),
      issuerName: issuerInfo.issuerName,
      filerCiks: filersOf(headerData),
      asOf: isoDate(event),
      owners: formData.reportingPersons.reportingPersonInfo.map((person) =>
        ownerOf(
          person.reportingPersonName,
          person.aggregateAmountOwned,
          person.percentOfClass,
          person.typeOfReportingPerson,
          title,
        ),
      ),
    },
  }
}

const kindSchema = z.looseObject({
  edgarSubmission: z.looseObject({ headerData: z.looseObject({ submissionType: z.string() }) }),
})

/**
 * The owners in a schedule, or the element at fault. Owners who file together each state the same
 * shares.
 */
export const readSchedule13 = (text: string): CheckedShape<Schedule13> => {
  const document = readXml(text)
  const kind = kindSchema.safeParse(document)
  if (!kind.success) return mismatchOf(kind.error)
  return kind.data.edgarSubmission.headerData.submissionType.includes('13D')
    ? readD(document)
    : readG(document)
}
