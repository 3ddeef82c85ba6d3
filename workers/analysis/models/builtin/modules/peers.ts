/** Writes how the company stands against its peers: what stands out, the most telling first. */
import { cite } from '../finding.ts'
import { bullets, heading, labelOf, type ModuleWriter } from './common.ts'

const OWN = 'peers_own'
const MEDIAN = 'peers_median'
const MOST_TOLD = 6
/** Two figures whose difference is below this part of the median tell the same. */
const SAME = 0.1

/** A label without the remark in brackets at its end. */
const withoutRemark = (label: string): string => {
  const at = label.search(/[(（]/)
  return at > 0 && /[)）]$/.test(label) ? label.slice(0, at).trimEnd() : label
}

export const writePeers: ModuleWriter = (briefing) => {
  const { context, evidence, pack } = briefing
  const words = pack.market
  const told = context.figures
    .filter(({ period }) => period === OWN)
    .flatMap(({ name }) => {
      const [own, median] = [evidence.shown(name, OWN), evidence.shown(name, MEDIAN)]
      if (!own || !median || median.value === 0) return []
      const gap = (own.value - median.value) / Math.abs(median.value)
      const side: 'same' | 'above' | 'below' =
        Math.abs(gap) < SAME ? 'same' : gap > 0 ? 'above' : 'below'
      return [
        { size: Math.abs(gap), text: words.peer(nameOf(name), cite(own), cite(median), side) },
      ]
    })
    .sort((a, b) => b.size - a.size)
    .slice(0, MOST_TOLD)
  function nameOf(name: string): string {
    return withoutRemark(labelOf(briefing, name))
  }
  return [
    heading(words.peers_title),
    told.length > 0 ? bullets(told.map(({ text }) => text)) : words.peers_uncompared,
  ]
}
