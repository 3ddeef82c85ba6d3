/**
 * Writes the conclusion: a verdict by stated tests, the points for and against by weight, the range
 * of value, and what would change the view.
 */
import { judge, verdictOf } from '../criteria.ts'
import { cite, tell } from '../finding.ts'
import { concerns, strengths } from '../rules/index.ts'
import {
  type Briefing,
  bullets,
  heading,
  inapplicableOf,
  paragraph,
  table,
  type ModuleWriter,
  youngBlocks,
} from './common.ts'
import { doubtBlocks } from './doubts.ts'
import { hasValues, priceSentences, rangeSentences } from './price.ts'

/** Most points named on each side. */
const MOST_POINTS = 4
/** A finding with this score or a lower one outweighs any number of passed tests. */
const DANGER = -3
const MOST_WATCHED = 4

const pointsOf = ({ findings, pack }: Briefing): string[] => {
  const words = pack.conclusion
  return [
    [words.strengths_title, strengths(findings)] as const,
    [words.concerns_title, concerns(findings)] as const,
  ].flatMap(([title, all]) => {
    const named = all.slice(0, MOST_POINTS)
    return [
      heading(title),
      named.length ? bullets(named.map((f) => tell(pack.headlines, f))) : words.none,
    ]
  })
}

/** Of a part of a year: what it shows, and no verdict. */
const early = (briefing: Briefing, caveat: string[]): string[] => {
  const words = briefing.pack.conclusion
  return [
    heading(words.verdict_title),
    ...youngBlocks(briefing),
    words.too_early,
    ...caveat,
    ...pointsOf(briefing),
    ...doubtBlocks(briefing),
    words.disclaimer,
  ]
}

export const writeConclusion: ModuleWriter = (briefing) => {
  const { evidence, findings, pack, needs, language } = briefing
  const words = pack.conclusion
  const missing = needs.filter((n) => n.status !== 'complete').map((n) => n.title)
  const caveat = missing.length ? [words.needs_missing(missing)] : []
  if (evidence.anchor === null) return [pack.no_figures, ...caveat]
  if (evidence.basis === 'part') return early(briefing, caveat)
  const judgements = judge(evidence, inapplicableOf(briefing))
  const judged = judgements.filter((j) => j.met !== null)
  if (judged.length === 0)
    return [
      words.untested(judgements.length),
      ...doubtBlocks(briefing),
      words.watch_missing,
      ...caveat,
      words.disclaimer,
    ]
  const [against] = concerns(findings)
  const danger = against && against.score <= DANGER ? against : null
  const verdict = verdictOf(judgements, danger !== null)
  const good = strengths(findings).slice(0, MOST_POINTS)
  const bad = concerns(findings).slice(0, MOST_POINTS)
  const watched = [...new Set(bad.flatMap((f) => words.watch[f.kind] ?? []))].slice(0, MOST_WATCHED)
  const [low, high] = ['epv_per_share', 'dcf_per_share']
    .flatMap((name) => evidence.newest(name) ?? [])
    .sort((a, b) => a.value - b.value)
  const unjudged = judgements.filter((j) => j.met === null)
  const untested = unjudged
    .filter((j) => !j.doubted && !j.inapplicable && !j.distorted)
    .map((j) => words.criteria[j.criterion])
  const inapplicable = unjudged
    .filter((j) => !j.doubted && j.inapplicable)
    .map((j) => words.criteria[j.criterion])
  const distorted = unjudged.filter((j) => j.distorted).map((j) => words.criteria[j.criterion])
  const doubted = unjudged.filter((j) => j.doubted).map((j) => words.criteria[j.criterion])
  const tests = judged.length
    ? [
        heading(words.tests_title),
        table([
          words.head,
          ...judged.map((j) => [
            words.criteria[j.criterion],
            j.cite ? `${j.cite.ref} (${pack.period(j.cite.period)})` : '–',
            words.met(j),
          ]),
        ]),
        ...(untested.length ? [words.unjudged(untested)] : []),
        ...(inapplicable.length ? [words.inapplicable(inapplicable)] : []),
        ...(distorted.length ? [words.distorted(distorted)] : []),
        ...(doubted.length ? [words.doubted(doubted)] : []),
      ]
    : []
  const points = pointsOf(briefing)
  return [
    heading(words.verdict_title),
    ...youngBlocks(briefing),
    words.verdict(verdict, judged.filter((j) => j.met).length, judged.length, judgements.length),
    ...(danger ? [words.endangered(tell(pack.headlines, danger))] : []),
    ...caveat,
    ...tests,
    ...doubtBlocks(briefing),
    ...(good.length || bad.length ? points : []),
    heading(words.value_title),
    hasValues(briefing)
      ? paragraph(language, [...priceSentences(briefing), ...rangeSentences(briefing)])
      : low
        ? words.value(cite(low), high ? cite(high) : null)
        : words.no_value,
    heading(words.watch_title),
    watched.length
      ? bullets(watched)
      : verdict === 'in_doubt'
        ? words.watch_doubt
        : verdict === 'too_little'
          ? evidence.basis === 'year'
            ? words.watch_missing
            : words.too_early
          : words.watch_default,
    words.disclaimer,
  ]
}
