/**
 * `npm run record`: makes the recorded statements and the lists of listings that are shipped with
 * the program. The statements are made from recorded answers of providers, by the same adapters
 * that read live answers. The recorded answers and lists are expected beside the repository. The
 * same answers always give the same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StatementsAnswer } from '../aggregator/model/provider.ts'
import { KINDS, pack, type PackedList, unpack } from '../aggregator/instruments/list-format.ts'
import { encode } from '../aggregator/providers/shipped/format.ts'
import { ROOT } from './paths.ts'
import {
  anhuiConstruction,
  cambricon,
  COLLECTED,
  moutai,
  nissui,
  pudongBank,
  tencent,
  toyota,
  vanke,
} from './record/asia.ts'
import { hasDataSets, shippedFrames } from './record/frames.ts'
import { besideList } from './record/lists/beside.ts'
import { shippedLists } from './record/lists/index.ts'
import { hasSharedData, SHARED_DATA } from './record/shared-data.ts'
import { hasTagUsage, tagUsage, usedTags } from './record/used-tags.ts'
import { AAPL, fromSec, MRVL, marvell, NVDA } from './record/us.ts'

const AGGREGATOR = join(ROOT, 'workers', 'aggregator')
const RECORDINGS = join(AGGREGATOR, 'providers', 'shipped', 'data')
const LISTS = join(AGGREGATOR, 'instruments', 'lists')
const BESIDE = join(AGGREGATOR, 'screens', 'lists')
const FRAMES = join(AGGREGATOR, 'screens', 'shipped')

const UNDATED = 'The answer bears no date of its own; it was at hand on the date given.'
const FILED =
  'All periodic reports of the last twelve years in XBRL, as EDGAR gave them on the date given.'
const SAMPLE = 'A part of the statements only.'

/** Of these alone a universe has rows. */
const COMPANY_KINDS: ReadonlySet<string> = new Set([KINDS.share, KINDS.reit, KINDS.receipt])

const companyFactsOf = async (company: {
  symbol: string
  cik: number
}): Promise<StatementsAnswer> => {
  const answer = await fromSec(company)
  if (!answer.ok) throw new Error(answer.detail)
  return answer.data
}

const write = (folder: string, name: string, value: unknown): void => {
  writeFileSync(join(folder, name), `${JSON.stringify(value)}\n`)
}

const record = (
  answer: StatementsAnswer,
  originalProvider: string,
  recordedAt: string,
  note: string,
): void => {
  const { id } = answer.instrument
  const recording = encode({
    ...answer,
    recorded: { original_provider: originalProvider, recorded_at: recordedAt, note },
  })
  write(RECORDINGS, `${id.toLowerCase().replaceAll(/[:.]/g, '-')}.json`, recording)
  console.log(`${id}: ${answer.facts.length} facts`)
}

if (!hasSharedData()) {
  console.error(`There are no recorded provider answers in ${SHARED_DATA}; nothing was written.`)
  process.exit(1)
}
for (const folder of [RECORDINGS, LISTS, BESIDE, FRAMES]) mkdirSync(folder, { recursive: true })

const recordings: [StatementsAnswer, string, string, string][] = [
  [vanke(), 'cninfo', COLLECTED, `${UNDATED} Five years, main lines.`],
  [pudongBank(), 'tushare', COLLECTED, `${UNDATED} ${SAMPLE}`],
  [anhuiConstruction(), 'tushare', COLLECTED, `${UNDATED} ${SAMPLE}`],
  [moutai(), 'eastmoney', '2026-06-12', SAMPLE],
  [cambricon(), 'eastmoney', '2026-08-31', `Recorded in August 2026. ${SAMPLE}`],
  [tencent(), 'eastmoney', COLLECTED, `${UNDATED} ${SAMPLE}`],
  [nissui(), 'jquants', COLLECTED, `${UNDATED} ${SAMPLE}`],
  [toyota(), 'yahoo', '2025-10-31', `Recorded in October 2025. ${SAMPLE}`],
  [await companyFactsOf(AAPL), 'sec', AAPL.recordedAt, FILED],
  [marvell(), 'sec', MRVL.recordedAt, FILED],
  [await companyFactsOf(NVDA), 'sec', NVDA.recordedAt, FILED],
]
for (const recording of recordings) record(...recording)
write(
  LISTS,
  'instruments.json',
  recordings.map(([{ instrument }]) => ({
    market: instrument.market,
    symbol: instrument.symbol,
    name: instrument.name,
    names: instrument.names,
    identifiers: instrument.identifiers,
  })),
)

for (const { market, rows, ...about } of shippedLists()) {
  const packed = pack(rows)
  write(LISTS, `${market.toLowerCase()}.json`, { market, ...about, packed } satisfies PackedList)
  const { symbol, kind, older } = unpack(packed)
  const isCompany = (at: number): boolean => COMPANY_KINDS.has(kind[at] ?? '') && !older[at]
  const beside = besideList(market, symbol, isCompany)
  write(BESIDE, `${market.toLowerCase()}.json`, beside)
  console.log(
    `${market}: ${rows.length} listings in ${packed.length} bytes, and ${beside.packed.length} beside them`,
  )
}

if (hasDataSets())
  for (const [name, content] of await shippedFrames()) {
    write(FRAMES, name, content)
    console.log(`${name}: ${JSON.stringify(content).length} bytes of frames`)
  }

if (hasTagUsage()) {
  const used = usedTags(tagUsage())
  write(join(AGGREGATOR, 'providers', 'sec'), 'used-tags.json', used)
  console.log(
    `${Object.values(used).flat().length} used tags of ${Object.keys(used).length} concepts: npm run format puts them in form`,
  )
}
