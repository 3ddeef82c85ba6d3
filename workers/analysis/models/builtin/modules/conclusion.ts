/**
 * Writes the conclusion: a verdict by stated tests, the points for and against by weight, the range
 * of value, and what would change the view.
 */
import { judge, verdictOf } from '../criteria.ts'
import { cite, tell } from '../finding.ts'
import { concerns, strengths } from '../rules/index.ts'
import { bullets, heading, table, type ModuleWriter } from './common.ts'
import { doubtBlocks } from './doubts.ts'

/** Most points named on each side. */
const MOST_POINTS = 4
/** A finding with this score or a lower one outweighs any number of passed tests. */
const DANGER = -3
const MOST_WATCHED = 4

export const writeConclusion: ModuleWriter = (briefing) => {
  const { evidence, findings, pack, needs } = briefing
  const words = pack.conclusion
  const missing = needs.filter((n) => n.status !== 'complete').map((n) => n.title)
  const caveat = missing.length ? [words.needs_missing(missing)] : []
  if (evidence.anchor === null) return [pack.no_figures, ...caveat]
  const judgements = judge(evidence)
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
  const untested = unjudged.filter((j) => !j.doubted).map((j) => words.criteria[j.criterion])
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
        ...(doubted.length ? [words.doubted(doubted)] : []),
      ]
    : []
  const points = [
    heading(words.strengths_title),
    good.length ? bullets(good.map((f) => tell(pack.headlines, f))) : words.none,
    heading(words.concerns_title),
    bad.length ? bullets(bad.map((f) => tell(pack.headlines, f))) : words.none,
  ]
  return [
    heading(words.verdict_title),
    words.verdict(verdict, judged.filter((j) => j.met).length, judged.length, judgements.length),
    ...(danger ? [words.endangered(tell(pack.headlines, danger))] : []),
    ...caveat,
    ...tests,
    ...doubtBlocks(briefing),
    ...(good.length || bad.length ? points : []),
    heading(words.value_title),
    low ? words.value(cite(low), high ? cite(high) : null) : words.no_value,
    heading(words.watch_title),
    watched.length
      ? bullets(watched)
      : verdict === 'in_doubt'
        ? words.watch_doubt
        : verdict === 'too_little'
          ? words.watch_missing
          : words.watch_default,
    words.disclaimer,
  ]
}
