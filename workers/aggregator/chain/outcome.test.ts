import { describe, expect, it } from 'vitest'
import type { Attempt } from '#shared/contracts/facts.ts'
import { chainFailure, type Known } from './outcome.ts'

const attempt = (provider: string, outcome: Attempt['outcome'], reason: string | null = null, detail: string | null = null): Attempt => ({
  provider,
  outcome,
  reason,
  detail,
})
const listed: Known = { recorded: ['AAPL'], tickers: { listed: true, as_of: '2024-05-30' } }
const unlisted: Known = { recorded: ['AAPL'], tickers: { listed: false, as_of: '2024-05-30' } }
const unreachable = attempt('sec', 'failed', 'unreachable', 'www.sec.gov: no connection')
const notRecorded = attempt('recorded', 'not_found', 'not_found')

describe('chainFailure', () => {
  it('names the provider that failed when the company is known to exist', () => {
    const failure = chainFailure('US', 'MSFT', [unreachable, notRecorded], listed, 60)
    expect(failure).toMatchObject({ ok: false, reason: 'providers_failed', retry_after_seconds: 60, attempts: [unreachable, notRecorded] })
    expect(failure.detail).toContain('sec (unreachable: www.sec.gov: no connection)')
  })

  it('does not know a symbol on no list, and says that nobody could be asked', () => {
    const failure = chainFailure('US', 'ZZZZZ', [unreachable, notRecorded], unlisted, 60)
    expect(failure.reason).toBe('unknown_symbol')
    expect(failure.detail).toContain('2024-05-30')
    expect(failure.detail).toContain('sec (unreachable')
  })

  it('takes a provider that answered something else for no denial of a symbol on no list', () => {
    for (const reason of ['malformed', 'rate_limit', 'wrong_instrument'])
      expect(chainFailure('US', 'ZZZZZ', [attempt('sec', 'failed', reason), notRecorded], unlisted, 60).reason).toBe('providers_failed')
  })

  it('does not know a symbol that every provider denies', () => {
    expect(chainFailure('US', 'ZZZZZ', [attempt('sec', 'not_found', 'not_found'), notRecorded], unlisted, 60).reason).toBe('unknown_symbol')
    expect(chainFailure('US', 'ZZZZZ', [attempt('sec', 'skipped', 'not_found'), notRecorded], unlisted, 60).reason).toBe('unknown_symbol')
  })

  it('tells a company without statements from one that does not exist', () => {
    expect(chainFailure('US', 'SPY', [attempt('sec', 'failed', 'empty'), notRecorded], listed, 60).reason).toBe('no_data')
    expect(chainFailure('US', 'SPY', [attempt('sec', 'not_found', 'not_found'), notRecorded], listed, 60).reason).toBe('no_data')
  })

  it('says which companies are known where only recordings are read', () => {
    const failure = chainFailure('CN', '600036.SH', [notRecorded], { recorded: ['600519.SH', '000002.SZ'], tickers: null }, 60)
    expect(failure.reason).toBe('unknown_symbol')
    expect(failure.detail).toContain('600519.SH, 000002.SZ')
  })
})
