/**
 * Rules on the ratios that only banks, insurers and property trusts have. They find nothing for
 * other companies, for which the figures are not computed.
 */
import type { Evidence } from '../evidence.ts'
import { cite, type Finding, finding } from '../finding.ts'
import { THRESHOLDS as T } from '../thresholds.ts'

const bankCosts = (e: Evidence): Finding[] => {
  const ratio = e.now('efficiency_ratio')
  if (!ratio) return []
  const level =
    ratio.value <= T.efficiency.lean
      ? 'lean'
      : ratio.value >= T.efficiency.heavy
        ? 'heavy'
        : 'ordinary'
  return [
    finding('bank_costs', 'profitability', { lean: 1, ordinary: 0, heavy: -1 }[level], {
      ratio: cite(ratio),
      level,
    }),
  ]
}

const bankFunding = (e: Evidence): Finding[] => {
  const ratio = e.now('loans_to_deposits')
  if (!ratio) return []
  const covered = ratio.value <= 1
  return [finding('bank_funding', 'balance', covered ? 0 : -1, { ratio: cite(ratio), covered })]
}

const creditCost = (e: Evidence): Finding[] => {
  const ratio = e.now('provision_ratio')
  if (!ratio) return []
  const provision = e.now('provision_for_credit_losses')
  const level =
    ratio.value < T.credit_cost.low ? 'low' : ratio.value > T.credit_cost.high ? 'high' : 'ordinary'
  return [
    finding('credit_cost', 'balance', { low: 1, ordinary: 0, high: -2 }[level], {
      ratio: cite(ratio),
      provision: provision && cite(provision),
      level,
    }),
  ]
}

const underwriting = (e: Evidence): Finding[] => {
  const [combined, loss, expense] = [
    e.now('combined_ratio'),
    e.now('loss_ratio'),
    e.now('expense_ratio'),
  ]
  if (!combined || !loss || !expense) return []
  const profitable = combined.value < 1
  return [
    finding('underwriting', 'profitability', profitable ? 1 : -2, {
      combined: cite(combined),
      loss: cite(loss),
      expense: cite(expense),
      profitable,
    }),
  ]
}

const medicalLosses = (e: Evidence): Finding[] => {
  const loss = e.now('loss_ratio')
  if (!loss || e.now('policy_acquisition_costs') || e.now('combined_ratio')) return []
  const level =
    loss.value < T.medical_losses.low
      ? 'low'
      : loss.value > T.medical_losses.high
        ? 'high'
        : 'ordinary'
  return [
    finding('medical_losses', 'profitability', { low: 0, ordinary: 0, high: -1 }[level], {
      loss: cite(loss),
      level,
    }),
  ]
}

const trustPayout = (e: Evidence): Finding[] => {
  const payout = e.now('ffo_payout')
  if (!payout) return []
  const funds = e.now('funds_from_operations')
  const covered = payout.value <= 1
  return [
    finding('trust_payout', 'owners', covered ? 1 : -2, {
      payout: cite(payout),
      funds: funds && cite(funds),
      covered,
    }),
  ]
}

export const industryFindings = (e: Evidence): Finding[] =>
  [bankCosts, underwriting, medicalLosses, creditCost, bankFunding, trustPayout].flatMap((rule) =>
    rule(e),
  )
