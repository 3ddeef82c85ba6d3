/** Collects the exhibit `valuation`: values by method, and what the price implies. */
import { ok } from '#shared/contracts/problem.ts'
import type { ExhibitCollector } from './collector.ts'
import { PRICE_STEP } from './market.ts'

export const valuation: ExhibitCollector<'valuation'> = {
  step: PRICE_STEP,
  async collect({ valuation: ask }) {
    const answer = await ask()
    return answer.ok ? ok(answer.data.valuation) : answer
  },
}
