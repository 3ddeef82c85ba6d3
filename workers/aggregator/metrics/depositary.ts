/**
 * Tells whether a company's price may be that of a depositary share. A foreign company that files
 * 20-F or 40-F is often traded as depositary shares that stand for several ordinary shares (or a
 * part of one). No provider states that ratio, so what joins the price with a figure per ordinary
 * share would be off by an unknown factor.
 */
import type { Fact } from '#shared/contracts/facts.ts'

const FOREIGN_FORM = /^(?:20-F|40-F)/

/** The reason, by the form of the newest annual report; null for all other companies. */
export const depositaryDoubt = (facts: readonly Fact[]): string | null => {
  let newest: Fact | null = null
  for (const fact of facts)
    if (fact.period.startsWith('FY') && fact.form && (!newest || fact.end > newest.end))
      newest = fact
  return newest?.form && FOREIGN_FORM.test(newest.form)
    ? `the company files ${newest.form}, so what is traded may be a depositary share, and no provider states how many ordinary shares it stands for`
    : null
}
