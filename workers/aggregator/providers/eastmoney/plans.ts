/**
 * Reads the wording of dividends and bonus shares in announcements into amounts and ratios per
 * share. Pure.
 */
import { Decimal } from 'decimal.js'
import type { Currency } from '#shared/units/unit.ts'

export interface EastmoneyPlan {
  /** The amount before tax for one share. */
  cash: { amount: string; currency: Currency } | null
  /** The number of shares afterwards for each share before. */
  ratio: string | null
}

const CURRENCIES: Record<string, Currency> = {
  元: 'CNY',
  人民币: 'CNY',
  港币: 'HKD',
  港元: 'HKD',
  美元: 'USD',
  欧元: 'EUR',
  英镑: 'GBP',
  日元: 'JPY',
  新加坡元: 'SGD',
}

const perOne = (amount: string, of: string): string => new Decimal(amount).div(of).toFixed()
/** Bonus shares and shares from capitalised reserves, for every `of` shares held. */
const ratioOf = (added: readonly (string | undefined)[], of: string): string | null => {
  const sum = added.reduce((total, part) => total.plus(part ?? 0), new Decimal(0))
  return sum.isZero() ? null : sum.div(of).plus(1).toFixed()
}

/**
 * `10送3.00转5.00派276.24元(含税,扣税后…)` means: for every ten shares, three bonus shares, five shares from
 * reserves and 276.24 yuan. `不分配不转增` gives nothing.
 */
export const mainlandPlan = (text: string): EastmoneyPlan => {
  const of = /^\D{0,4}?(\d+)股?(?=送|转|派)/.exec(text)?.[1]
  if (!of) return { cash: null, ratio: null }
  const [, amount, unit = ''] = /派(?:息|发)?(?:现金)?([\d.]+)(元|美元|港元|港币)/.exec(text) ?? []
  const currency = CURRENCIES[unit]
  return {
    cash: amount && currency ? { amount: perOne(amount, of), currency } : null,
    ratio: ratioOf([/送([\d.]+)/.exec(text)?.[1], /转(?:增)?([\d.]+)/.exec(text)?.[1]], of),
  }
}

/**
 * `每股派港币5.3元`, `每股派美元0.1元(相当于港币0.78元)`, `每股派0.13美元`, `每10股派送8股,每10股转12股`. The currency is the one
 * declared. A distribution of shares of another company is neither a cash dividend nor a split, so
 * it gives nothing.
 */
export const hongKongPlan = (text: string): EastmoneyPlan => {
  if (/分派\d+股/.test(text)) return { cash: null, ratio: null }
  const first = /每股派(人民币|港币|美元|欧元|英镑|日元|新加坡元)([\d.]+)元/.exec(text)
  const second = /每股派([\d.]+)(人民币|港币|港元|美元|欧元|英镑)/.exec(text)
  const [unit = '', amount] = first ? [first[1], first[2]] : [second?.[2], second?.[1]]
  const currency = CURRENCIES[unit]
  const shares = [...text.matchAll(/每(\d+)股(?:派送|送|转)(?:增)?([\d.]+)股/g)]
  const added = shares.reduce(
    (total, [, of = '1', given = '0']) => total.plus(new Decimal(given).div(of)),
    new Decimal(0),
  )
  return {
    cash: amount && currency ? { amount, currency } : null,
    ratio: added.isZero() ? null : added.plus(1).toFixed(),
  }
}
