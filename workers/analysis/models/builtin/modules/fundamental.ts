/**
 * Writes the fundamental analysis: what stands out, then growth, profitability, cash, balance sheet
 * and owners, then red flags, and what cannot be said.
 */
import { RESULTS } from '../evidence.ts'
import {
  type AnyFinding,
  cite,
  type Finding,
  type FindingKind,
  tell,
  type Topic,
} from '../finding.ts'
import { concerns, RED_FLAG, strengths } from '../rules/index.ts'
import {
  type Briefing,
  bullets,
  heading,
  interimBlocks,
  labelOf,
  missingBlocks,
  paragraph,
  recordTable,
  type ModuleWriter,
} from './common.ts'
import { breakBlocks } from './breaks.ts'
import { doubtBlocks } from './doubts.ts'

const TOPICS: Topic[] = ['growth', 'profitability', 'cash', 'balance', 'owners']
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

/** The figures that each red-flag test needs. */
const FLAG_NEEDS: Partial<Record<FindingKind, string[]>> = {
  loss: ['net_income'],
  outside_income: ['operating_income'],
  cash_conversion: ['cash_conversion'],
  free_cash: ['free_cash_flow'],
  receivables: ['receivables', 'revenue_growth'],
  inventory: ['inventory', 'revenue_growth'],
  negative_equity: ['total_equity'],
  debt_load: ['net_cash'],
  interest: ['interest_cover'],
  goodwill: ['goodwill'],
  share_count: ['share_count_change'],
}

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
    return [pack.sparse(knownOf(briefing)), ...doubtBlocks(briefing), ...interimBlocks(briefing)]
  const say = (f: Finding | AnyFinding) => tell(pack.findings, f)
  const headline = (f: Finding) => tell(pack.headlines, f)
  const [strength] = strengths(findings)
  const [concern] = concerns(findings)
  const summary = [
    ...(strength ? [words.summary.strength(headline(strength))] : []),
    ...(concern ? [words.summary.concern(headline(concern))] : []),
  ]
  const topics = TOPICS.flatMap((topic) => {
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
  const run = Object.entries(FLAG_NEEDS).flatMap(([kind, names]) =>
    names.every((name) => evidence.now(name))
      ? (Object.entries(words.flag_tests).find(([k]) => k === kind)?.[1] ?? [])
      : [],
  )
  return [
    summary.length ? bullets(summary) : words.summary.neither,
    ...topics,
    ...(evidence.interim ? [heading(words.interim_title), ...interimBlocks(briefing)] : []),
    ...(record ? [heading(words.record_title), record] : []),
    heading(words.flags_title),
    ...(flags.length
      ? [words.flags(flags.length), bullets(flags.map(headline))]
      : [words.no_flags(run)]),
    ...breakBlocks(briefing),
    ...doubtBlocks(briefing),
    ...missingBlocks(briefing, NEEDED),
  ]
}
