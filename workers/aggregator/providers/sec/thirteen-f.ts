/**
 * Reads the information table of a 13F-HR: the holdings of one manager in all companies. The
 * manager files it, so EDGAR can be asked what a manager holds, but not who holds a company. No
 * dataset is made from it. Pure.
 */
import { z } from 'zod'
import { money, shares } from '#shared/units/scale.ts'
import type { CheckedShape } from './raw.ts'
import { readXml } from './xml.ts'

/**
 * The first filing day with values in dollars; earlier values are in thousands of dollars. The day
 * of the filing counts, and not the quarter that it reports.
 */
const IN_DOLLARS_SINCE = '2023-01-03'

const count = z.string().regex(/^\d+(\.\d+)?$/)
const tableSchema = z.object({
  informationTable: z.object({
    infoTable: z.array(
      z.looseObject({
        nameOfIssuer: z.string().min(1),
        titleOfClass: z.string(),
        cusip: z.string().regex(/^[0-9A-Za-z*@#]{9}$/),
        value: count,
        shrsOrPrnAmt: z.looseObject({ sshPrnamt: count, sshPrnamtType: z.enum(['SH', 'PRN']) }),
        putCall: z.enum(['Put', 'Call', '']).optional(),
      }),
    ),
  }),
})

export interface ReportedHolding {
  issuer: string
  security: string
  cusip: string
  /** Dollars. */
  value: string
  /** Null for bonds, which have a principal amount instead. */
  shares: string | null
  /** Dollars. */
  principal: string | null
  /** Set for an option. Its shares are the underlying shares, which the manager does not hold. */
  option: 'put' | 'call' | null
}

const OPTIONS = { Put: 'put', Call: 'call', '': null } as const

/**
 * The holdings in a table, or the element at fault. `filedAt` is the filing day, which decides the
 * unit of the values.
 */
export const readInformationTable = (
  text: string,
  filedAt: string,
): CheckedShape<ReportedHolding[]> => {
  const parsed = tableSchema.safeParse(readXml(text))
  if (!parsed.success) return { ok: false, field: parsed.error.issues[0]?.path.join('.') || 'root' }
  const scale = filedAt >= IN_DOLLARS_SINCE ? 'ones' : 'thousands'
  return {
    ok: true,
    data: parsed.data.informationTable.infoTable.map(
      ({
        nameOfIssuer,
        titleOfClass,
        cusip,
        value,
        shrsOrPrnAmt: { sshPrnamt, sshPrnamtType },
        putCall,
      }) => ({
        issuer: nameOfIssuer,
        security: titleOfClass,
        cusip: cusip.toUpperCase(),
        value: money(value, scale, 'USD').value,
        shares: sshPrnamtType === 'SH' ? shares(sshPrnamt, 'ones').value : null,
        principal: sshPrnamtType === 'PRN' ? money(sshPrnamt, 'ones', 'USD').value : null,
        option: OPTIONS[putCall ?? ''],
      }),
    ),
  }
}
