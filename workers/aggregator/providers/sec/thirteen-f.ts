/**
 * The information table of a 13F-HR: what one manager holds, of all companies. It is filed by the
 * manager, so EDGAR can tell by it what a manager holds and not who holds a company; no dataset is
 * made of it. Pure.
 */
import { z } from 'zod'
import { money, shares } from '#shared/units/scale.ts'
import type { CheckedShape } from './raw.ts'
import { readXml } from './xml.ts'

/**
 * The first day on which values were filed in dollars; before it, in thousands. Of the filing, not
 * of the quarter it reports.
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
  /** Null for bonds, which have a principal amount. */
  shares: string | null
  /** Dollars. */
  principal: string | null
  /** An option: its shares are those underlying it, and are not held. */
  option: 'put' | 'call' | null
}

const OPTIONS = { Put: 'put', Call: 'call', '': null } as const

/**
 * `filedAt` is the day of filing, which decides the unit of the values. Or the element at fault.
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
