import { describe, expect, it } from 'vitest'
import type { Attempt } from '#shared/contracts/facts.ts'
import type { ShippedListing } from '../model/provider.ts'
import { chainFailure } from './outcome.ts'

const attempt = (
  provider: string,
  outcome: Attempt['outcome'],
  reason: string | null = null,
  detail: string | null = null,
): Attempt => ({
  provider,
  outcome,
  reason,
  detail,
})
const listed: ShippedListing = {
  recorded: ['AAPL'],
  tickers: { listed: true, as_of: '2024-05-30' },
}
const unlisted: ShippedListing = {
  recorded: ['AAPL'],
  tickers: { listed: false, as_of: '2024-05-30' },
}
const unreachable = attempt('sec', 'failed', 'unreachable', 'www.sec.gov: no connection')
const notRecorded = attempt('recorded', 'not_found', 'not_found')

describe('chainFailure', () => {
  it('names the provider that failed when the company is known to exist', () => {
    const failure = chainFailure('US', 'MSFT', 'statements', [unreachable, notRecorded], listed, 60)
    expect(failure).toMatchObject({
      ok: false,
      reason: 'providers_failed',
      retry_after_seconds: 60,
      attempts: [unreachable, notRecorded],
    })
    expect(failure.detail).toContain('sec (unreachable: www.sec.gov: no connection)')
  })

  it('does not know a symbol on no list, and says that nobody could be asked', () => {
    const failure = chainFailure(
      'US',
      'ZZZZZ',
      'statements',
      [unreachable, notRecorded],
      unlisted,
      60,
    )
    expect(failure.reason).toBe('unknown_symbol')
    expect(failure.detail).toContain('2024-05-30')
    expect(failure.detail).toContain('sec (unreachable')
  })

  it('takes a provider that answered something else for no denial of a symbol on no list', () => {
    for (const reason of ['malformed', 'rate_limit', 'wrong_instrument'])
      expect(
        chainFailure(
          'US',
          'ZZZZZ',
          'statements',
          [attempt('sec', 'failed', reason), notRecorded],
          unlisted,
          60,
        ).reason,
      ).toBe('providers_failed')
  })

  it('does not know a symbol that every provider denies', () => {
    expect(
      chainFailure(
        'US',
        'ZZZZZ',
        'statements',
        [attempt('sec', 'not_found', 'not_found'), notRecorded],
        unlisted,
        60,
      ).reason,
    ).toBe('unknown_symbol')
    expect(
      chainFailure(
        'US',
        'ZZZZZ',
        'statements',
        [attempt('sec', 'skipped', 'not_found'), notRecorded],
        unlisted,
        60,
      ).reason,
    ).toBe('unknown_symbol')
  })

  it('tells a company without statements from one that does not exist', () => {
    expect(
      chainFailure(
        'US',
        'SPY',
        'statements',
        [attempt('sec', 'failed', 'empty'), notRecorded],
        listed,
        60,
      ).reason,
    ).toBe('no_data')
    expect(
      chainFailure(
        'US',
        'SPY',
        'statements',
        [attempt('sec', 'not_found', 'not_found'), notRecorded],
        listed,
        60,
      ).reason,
    ).toBe('no_data')
  })

  it('does not count those that could not be asked for want of a key', () => {
    const noKey = attempt('tushare', 'skipped', 'no_key', 'No key of it is set.')
    const none: ShippedListing = { recorded: [], tickers: null }
    expect(
      chainFailure('CN', '600036.SH', 'statements', [noKey, notRecorded], none, 60).reason,
    ).toBe('unknown_symbol')
    const onlyKeyed = chainFailure('CN', '600036.SH', 'insiders', [noKey], none, 60)
    expect(onlyKeyed).toMatchObject({
      reason: 'no_data',
      detail: expect.stringContaining('tushare (no_key)'),
    })
  })

  it('a company that is recorded is known, also where a dataset of it is not', () => {
    const recorded: ShippedListing = { recorded: ['600519.SH'], tickers: null }
    expect(
      chainFailure(
        'CN',
        '600519.SH',
        'news',
        [attempt('eastmoney', 'not_found', 'not_found')],
        recorded,
        60,
      ).reason,
    ).toBe('no_data')
  })
})
