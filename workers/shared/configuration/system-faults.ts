/** What is wrong with the system settings: rates, times and models that cannot work. Pure. */
import type { SystemConfig } from '#shared/contracts/config-documents.ts'
import { MODEL_TIMEOUT_SECONDS } from '#shared/contracts/models.ts'
import { LEAST_SPREAD } from '../valuation/discounting.ts'
import type { FaultInDocument } from './fault.ts'
import { modelFaults } from './models.ts'

/**
 * Rates of listed companies lie between four and thirty percent a year; half is beyond all of them.
 * A larger number is a percentage, not a fraction.
 */
const HIGHEST_RATE = 0.5
/** Seconds after which a price is called live by nobody. */
const LONGEST_LIVE_SECONDS = 3_600
/** Rounding of decimal fractions: 0.03 - 0.02 is a little less than 0.01. */
const EPSILON = 1e-9

const percent = (fraction: number): string => `${Number((fraction * 100).toFixed(4))}%`

const valuationFaults = (valuation: SystemConfig['valuation']): FaultInDocument[] => {
  const { discount_rate, terminal_growth_rate, growth_cap } = valuation
  const faults: FaultInDocument[] = []
  const add = (field: string, reason: FaultInDocument['reason'], message: string) =>
    faults.push({ path: `valuation.${field}`, reason, message })
  if (discount_rate < LEAST_SPREAD - EPSILON)
    add(
      'discount_rate',
      'rates_too_close',
      `earnings are divided by this rate, so it is at least ${percent(LEAST_SPREAD)} a year`,
    )
  else if (discount_rate - terminal_growth_rate < LEAST_SPREAD - EPSILON)
    add(
      'terminal_growth_rate',
      'rates_too_close',
      `growth without end stays at least ${percent(LEAST_SPREAD)} below the discount rate (${percent(discount_rate)}), or values explode`,
    )
  if (growth_cap < terminal_growth_rate)
    add('growth_cap', 'out_of_range', 'growth may not be capped below terminal_growth_rate')
  for (const [field, rate] of Object.entries({ discount_rate, growth_cap }))
    if (rate > HIGHEST_RATE)
      add(field, 'out_of_range', `a rate is a fraction of one, at most ${HIGHEST_RATE}`)
  return faults
}

export const systemFaults = ({
  models,
  quotes,
  reports,
  valuation,
}: SystemConfig): FaultInDocument[] => {
  const faults = modelFaults(models).map((fault) => ({ ...fault, path: `models.${fault.path}` }))
  if (reports.module_timeout_seconds <= MODEL_TIMEOUT_SECONDS)
    faults.push({
      path: 'reports.module_timeout_seconds',
      reason: 'times_do_not_fit',
      message: `one answer of a model may take ${MODEL_TIMEOUT_SECONDS} seconds, and a module more than that`,
    })
  faults.push(...valuationFaults(valuation))
  const { watched, watched_closed, listed } = quotes.refresh_seconds
  for (const [path, seconds] of Object.entries({
    max_age_seconds: quotes.max_age_seconds,
    'refresh_seconds.listed': listed,
  }))
    if (seconds > LONGEST_LIVE_SECONDS)
      faults.push({
        path: `quotes.${path}`,
        reason: 'out_of_range',
        message: `a price of an open market that is older than ${LONGEST_LIVE_SECONDS} seconds is not live`,
      })
  for (const [path, seconds] of Object.entries({ watched, watched_closed }))
    if (seconds > quotes.lease_seconds)
      faults.push({
        path: `quotes.refresh_seconds.${path}`,
        reason: 'times_do_not_fit',
        message: 'a watch would end before its price is asked for (lease_seconds)',
      })
  return faults
}
