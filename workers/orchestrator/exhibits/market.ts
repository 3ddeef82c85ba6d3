/** Collects the exhibit `market`: price, multiples and their own history. */
import { ok } from '#shared/contracts/problem.ts'
import type { ExhibitCollector } from './collector.ts'

/** Market figures and valuation rest on one price, so they are collected together. */
export const PRICE_STEP = 'price'

export const market: ExhibitCollector<'market'> = {
  step: PRICE_STEP,
  async collect({ valuation }) {
    const answer = await valuation()
    return answer.ok ? ok(answer.data.market) : answer
  },
}
