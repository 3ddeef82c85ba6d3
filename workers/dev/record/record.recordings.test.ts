import { describe, expect, it } from 'vitest'
import { MARKETS } from '#shared/names.ts'
import type { StatementsAnswer } from '../../aggregator/model/provider.ts'
import { pack, unpack } from '../../aggregator/instruments/list-format.ts'
import cn from '../../aggregator/screens/lists/cn.json' with { type: 'json' }
import hk from '../../aggregator/screens/lists/hk.json' with { type: 'json' }
import jp from '../../aggregator/screens/lists/jp.json' with { type: 'json' }
import us from '../../aggregator/screens/lists/us.json' with { type: 'json' }
import { shippedList } from '../../aggregator/instruments/shipped-lists.ts'
import { recorded } from '../../aggregator/providers/shipped/index.ts'
import {
  anhuiConstruction,
  cambricon,
  moutai,
  nissui,
  pudongBank,
  tencent,
  toyota,
  vanke,
} from './asia.ts'
import { besideList } from './lists/beside.ts'
import { shippedLists } from './lists/index.ts'
import used from '../../aggregator/providers/sec/used-tags.json' with { type: 'json' }
import { hasTagUsage, tagUsage, usedTags } from './used-tags.ts'
import { AAPL, filesOf, fromSec, marvell, NVDA, recordedSec, statementsFrom } from './us.ts'

const BESIDE = { CN: cn, HK: hk, JP: jp, US: us }

const sec = async (company: typeof AAPL): Promise<StatementsAnswer> => {
  const answer = await fromSec(company)
  if (!answer.ok) throw new Error(answer.detail)
  return answer.data
}

describe('what ships is what the adapters read from the recorded answers', () => {
  it.each<[string, () => StatementsAnswer | Promise<StatementsAnswer>]>([
    ['Apple', () => sec(AAPL)],
    ['NVIDIA', () => sec(NVDA)],
    ['Marvell', marvell],
    ['Kweichow Moutai', moutai],
    ['Cambricon', cambricon],
    ['Vanke', vanke],
    ['Anhui Construction', anhuiConstruction],
    ['Pudong Development Bank', pudongBank],
    ['Tencent', tencent],
    ['Toyota', toyota],
    ['Nissui', nissui],
  ])('%s', async (_, read) => {
    const { instrument, facts } = await read()
    const query = {
      market: instrument.market,
      symbol: instrument.symbol,
      known: null,
      from: '',
      to: '',
      limit: 0,
    }
    const shipped = await recorded.datasets.statements?.fetch(query, recordedSec({}))
    if (!shipped?.ok) throw new Error(shipped?.detail)
    expect(shipped.data.instrument).toEqual(instrument)
    expect(shipped.data.facts).toEqual(facts.map((fact) => ({ ...fact, source: null })))
  })

  it('the answer of another company is refused', async () => {
    const files = {
      ...filesOf(AAPL),
      '/api/xbrl/companyfacts/CIK0000320193.json': 'sec/companyfacts_NVDA_CIK0001045810.json',
    }
    expect(await statementsFrom('AAPL', files)).toEqual({
      ok: false,
      reason: 'wrong_instrument',
      detail: 'sec: asked for CIK 320193 (AAPL), answered CIK 1045810',
    })
  })
})

describe('the shipped lists are what the recorded lists of whole markets say', () => {
  it.each(shippedLists())('$market', ({ market, rows, ...about }) => {
    const shipped = shippedList(market)
    expect(shipped.about).toEqual({ market, ...about })
    expect(unpack(pack(rows)).symbol).toEqual(shipped.symbols)
    for (const { symbol, name, english } of rows)
      expect(shipped.at(symbol)).toMatchObject({ name, english })
  })
})

describe('what stands beside the shipped lists is what the recorded lists say', () => {
  it.each(MARKETS)('%s', (market) => {
    const list = shippedList(market)
    const kept = (at: number): boolean => {
      const { kind, isOlder } = list.row(at)
      return (kind === 'share' || kind === 'reit' || kind === 'receipt') && !isOlder
    }
    expect(BESIDE[market]).toEqual(besideList(market, list.symbols, kept))
  })
})

it.runIf(hasTagUsage())('the list of used tags is what the statistics say', () => {
  expect(usedTags(tagUsage())).toEqual(used)
})
