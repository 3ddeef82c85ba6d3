/**
 * Tells whether a company's price may be that of a depositary share. A foreign company that files
 * 20-F or 40-F is often traded as depositary shares that stand for several ordinary shares (or a
 * part of one). Where no source states that ratio, what joins the price with a figure per ordinary
 * share would be off by an unknown factor.
 */
import type { Fact } from './contracts/facts.ts'

const FOREIGN_FORM = /^(?:20-F|40-F)/

/** So many traded shares stand for so many ordinary shares, as a list of a day says. */
export interface TradedShare {
  shares: number
  traded: number
  /** YYYY-MM-DD */
  as_of: string
  source: string
}

export interface DepositaryReason {
  en: string
  zh: string
}

/** The form of the newest annual report; null where none is known. */
export const annualForm = (
  facts: readonly Pick<Fact, 'period' | 'form' | 'end'>[],
): string | null => {
  let newest: Pick<Fact, 'form' | 'end'> | null = null
  for (const fact of facts)
    if (fact.period.startsWith('FY') && fact.form && (!newest || fact.end > newest.end))
      newest = fact
  return newest?.form ?? null
}

/**
 * Why a figure per ordinary share cannot stand beside the price; null where what is traded is one
 * ordinary share, as it is for all companies that file neither 20-F nor 40-F.
 */
export const depositaryReason = (
  form: string | null,
  traded: TradedShare | null,
): DepositaryReason | null => {
  if (form === null || !FOREIGN_FORM.test(form)) return null
  if (traded === null)
    return {
      en: `the company files ${form}, so what is traded may be a depositary share, and no source states how many ordinary shares it stands for`,
      zh: `公司提交 ${form}，交易的可能是存托凭证，而没有数据源说明每份代表多少普通股`,
    }
  const { shares, traded: receipts, as_of, source } = traded
  return shares === receipts
    ? null
    : {
        en: `${receipts} traded depositary ${receipts === 1 ? 'share stands' : 'shares stand'} for ${shares} ordinary ${shares === 1 ? 'share' : 'shares'} (${source}, ${as_of})`,
        zh: `${receipts} 份交易的存托凭证代表 ${shares} 股普通股（${source}，${as_of}）`,
      }
}
