/**
 * Writes the fundamental analysis: what stands out, then growth, profitability, cash, balance sheet
 * and owners, then red flags, and what cannot be said.
 */
import { type Evidence, RESULTS, yearBefore } from '../evidence.ts'
import {
  type AnyFinding,
  cite,
  type Finding,
  type FindingKind,
  tell,
  type Topic,
} from '../finding.ts'
import type { JudgedKind } from '../rating.ts'
import { isMaterial } from '../rules/balance.ts'
import { concerns, isTestOf, RED_FLAG, strengths } from '../rules/index.ts'
import {
  type Briefing,
  bullets,
  heading,
  interimBlocks,
  labelOf,
  missingBlocks,
  paragraph,
  recordTable,
  youngBlocks,
  inapplicableOf,
  type ModuleWriter,
} from './common.ts'
import { breakBlocks } from './breaks.ts'
import { doubtBlocks } from './doubts.ts'

const TOPICS: Topic[] = ['growth', 'profitability', 'cash', 'balance', 'owners']
/** What a company of this kind lives or dies by is told first. */
const TOPICS_OF: Partial<Record<JudgedKind, Topic[]>> = {
  bank: ['profitability', 'balance', 'growth', 'cash', 'owners'],
  insurer: ['profitability', 'growth', 'balance', 'cash', 'owners'],
  financial: ['profitability', 'balance', 'growth', 'cash', 'owners'],
  trust: ['owners', 'balance', 'growth', 'profitability', 'cash'],
  utility: ['balance', 'profitability', 'growth', 'cash', 'owners'],
}
const TOPICS_OF_A_LOSS: Topic[] = ['profitability', 'balance', 'cash', 'growth', 'owners']

const topicsOf = ({ kind, findings }: Briefing): Topic[] =>
  findings.some((found) => found.kind === 'loss') ? TOPICS_OF_A_LOSS : (TOPICS_OF[kind] ?? TOPICS)
const RECORD = [
  'revenue_growth',
  'gross_margin',
  'operating_margin',
  'net_margin',
  'roe',
  'roic',
  'cash_conversion',
  'fcf_margin',
  'debt_to_equity',
]
/** Figures that the analysis needs. The text lists those that are missing. */
const NEEDED = [
  'revenue',
  'operating_margin',
  'net_margin',
  'roe',
  'roic',
  'operating_cash_flow',
  'cash_conversion',
  'free_cash_flow',
  'net_cash',
  'interest_cover',
  'current_ratio',
]
/** A paragraph with more sentences than this is split in two. */
const PARAGRAPH = 4

const has =
  (...names: string[]) =>
  (e: Evidence): boolean =>
    names.every((name) => e.now(name) !== null)

/** A balance and revenue of the newest year and of the year before. */
const hasBoth =
  (name: string) =>
  (e: Evidence): boolean =>
    [name, 'revenue'].every((of) => {
      const series = e.annual(of)
      const now = series.find(({ period }) => period === e.anchor)
      return now !== undefined && yearBefore(series, now) !== null
    })

/** Whether the figures allow each red-flag test. It is the rule's own condition for being made. */
const FLAG_NEEDS: Partial<Record<FindingKind, (e: Evidence) => boolean>> = {
  loss: has('net_income'),
  outside_income: (e) => has('net_income')(e) && (e.now('operating_income')?.value ?? 0) > 0,
  cash_conversion: has('cash_conversion'),
  free_cash: has('free_cash_flow'),
  receivables: hasBoth('receivables'),
  inventory: hasBoth('inventory'),
  negative_equity: (e) => has('equity_parent')(e) || has('total_equity')(e),
  debt_load: (e) => (e.now('net_cash')?.value ?? -1) >= 0 || has('net_debt_to_ebitda')(e),
  interest: has('interest_cover'),
  goodwill: has('goodwill', 'total_assets'),
  share_count: has('share_count_change'),
}

/** The figures without which a test means nothing: those of a bank are not all those of others. */
const FLAG_FIGURES: Readonly<Record<string, readonly string[]>> = {
  outside_income: ['operating_margin'],
  cash_conversion: ['cash_conversion'],
  free_cash: ['free_cash_flow'],
  receivables: ['receivable_days'],
  inventory: ['inventory_days'],
  debt_load: ['net_cash'],
  interest: ['interest_cover'],
}

/**
 * The red-flag tests that were made and found nothing, and those that the figures do not allow. A
 * test whose concern the text tells, though it is no red flag, is in neither.
 */
const flagTests = (briefing: Briefing) => {
  const { evidence, findings, pack } = briefing
  const told = new Set(concerns(findings).map(({ kind }) => kind))
  const inapplicable = inapplicableOf(briefing)
  const tests = Object.entries(FLAG_NEEDS).flatMap(([kind, needs]) => {
    const name = Object.entries(pack.fundamental.flag_tests).find(([k]) => k === kind)?.[1]
    const fits = !FLAG_FIGURES[kind]?.some((figure) => inapplicable.has(figure))
    const isMade = fits && isTestOf(evidence, kind) && needs(evidence)
    // Too small beside revenue to be looked at, it is neither clean nor wanting.
    const isSmall =
      isMade && (kind === 'receivables' || kind === 'inventory') && !isMaterial(evidence, kind)
    return name && !isSmall ? [{ kind, name, isMade, fits }] : []
  })
  return {
    clean: tests.filter(({ kind, isMade }) => isMade && !isTold(told, kind)).map((t) => t.name),
    unmade: tests.filter(({ isMade, fits }) => fits && !isMade).map((t) => t.name),
    inapplicable: tests.filter(({ fits }) => !fits).map((t) => t.name),
  }
}
const isTold = (told: ReadonlySet<string>, kind: string): boolean => told.has(kind)

/**
 * The results known for the newest year. They are listed when a company has too few figures for an
 * analysis.
 */
const knownOf = (briefing: Briefing) =>
  RESULTS.flatMap((name) => briefing.evidence.now(name) ?? []).map((p) => ({
    label: labelOf(briefing, p.name),
    cite: cite(p),
  }))

const chunks = (sentences: string[], size: number): string[][] =>
  sentences.length <= size
    ? [sentences]
    : [
        sentences.slice(0, Math.ceil(sentences.length / 2)),
        sentences.slice(Math.ceil(sentences.length / 2)),
      ]

export const writeFundamental: ModuleWriter = (briefing) => {
  const { evidence, findings, pack, language } = briefing
  const words = pack.fundamental
  if (evidence.anchor === null) return [pack.no_figures, ...interimBlocks(briefing)]
  if (findings.every((f) => f.kind === 'profit_only') && evidence.annual('net_income').length < 2)
    return [
      ...youngBlocks(briefing),
      pack.sparse(knownOf(briefing)),
      ...doubtBlocks(briefing),
      ...interimBlocks(briefing),
    ]
  const say = (f: Finding | AnyFinding) => tell(pack.findings, f)
  const headline = (f: Finding) => tell(pack.headlines, f)
  const [strength] = strengths(findings)
  const [concern] = concerns(findings)
  const summary = [
    ...(strength ? [words.summary.strength(headline(strength))] : []),
    ...(concern ? [words.summary.concern(headline(concern))] : []),
  ]
  const topics = topicsOf(briefing).flatMap((topic) => {
    const sentences = findings.filter((f) => f.topic === topic).map(say)
    return sentences.length
      ? [
          heading(words.topics[topic]),
          ...chunks(sentences, PARAGRAPH).map((part) => paragraph(language, part)),
        ]
      : []
  })
  const record = recordTable(briefing, RECORD)
  const flags = concerns(findings).filter((f) => f.score <= RED_FLAG)
  const tests = flagTests(briefing)
  const isYear = evidence.basis === 'year'
  return [
    ...youngBlocks(briefing),
    ...(isYear ? [] : interimBlocks(briefing)),
    summary.length ? bullets(summary) : words.summary.neither,
    ...topics,
    ...(isYear && evidence.interim
      ? [heading(words.interim_title), ...interimBlocks(briefing)]
      : []),
    ...(record ? [heading(words.record_title), record] : []),
    heading(words.flags_title),
    ...(flags.length
      ? [words.flags(flags.length), bullets(flags.map(headline))]
      : [words.no_flags(tests.clean)]),
    ...(tests.unmade.length > 0 ? [words.flags_unmade(tests.unmade)] : []),
    ...(tests.inapplicable.length > 0 ? [words.flags_inapplicable(tests.inapplicable)] : []),
    ...breakBlocks(briefing),
    ...doubtBlocks(briefing),
    ...missingBlocks(briefing, NEEDED),
  ]
}
