/**
 * Parts the items of a sentence into clauses, and says what role an item has in its clause. Pure.
 */
import type { ClaimItem } from './items.ts'
import type { Foreign } from './lexicon/dictionary.ts'

export interface Clause {
  items: readonly ClaimItem[]
  /** Whether it stands in brackets, so that what stands before it goes on after it. */
  bracketed: boolean
  /** Whether it only says why: "helped by iPhone demand". */
  causal: boolean
}

export const phraseOf = (item: ClaimItem | undefined) =>
  item?.kind === 'phrase' ? item.phrase : null
export const isConcept = (item: ClaimItem | undefined): boolean =>
  (phraseOf(item)?.concept?.length ?? 0) > 0
/** A number, a token, or a word that states a multiple or a part. */
export const isNumeric = (item: ClaimItem | undefined): boolean =>
  item?.kind === 'number' ||
  item?.kind === 'token' ||
  item?.kind === 'count' ||
  phraseOf(item)?.factor !== undefined ||
  phraseOf(item)?.share !== undefined ||
  phraseOf(item)?.times !== undefined
export const isReference = (item: ClaimItem | undefined): boolean =>
  item?.kind === 'period' || phraseOf(item)?.relative !== undefined

/** Whether a phrase speaks of something other than the company, and names no figure of it. */
export const speaksOfOther = (phrase: ReturnType<typeof phraseOf>): boolean =>
  phrase?.foreign !== undefined && !phrase.own && !phrase.neutral && !phrase.concept

const CUTS = new Set(
  'but while whereas although though because despite amid which where when whose yet so 而 但 不过 尽管 虽然 虽 由于 因为 因 同时 其中 却 并 且 使 令'.split(
    ' ',
  ),
)
const JOINS = new Set('and or 和 与 及 以及 plus'.split(' '))
const OPEN = /^[([（]$/
const CLOSE = /^[)\]）]$/
const CAUSES = new Set(
  'helped driven supported boosted thanks despite amid given because owing buoyed hurt dragged lifted fuelled fueled powered aided reflecting due unlike 受 受益于 得益于 由于 因 因为 随着 尽管 虽然 面对 凭借 依托 得益 除'.split(
    ' ',
  ),
)

const DRIVEN =
  /^(?:demand|strength|weakness|competition|tailwinds?|headwinds?|momentum|带动|推动|拉动|驱动|影响|拖累|背景|支撑|助力|需求|竞争)$/

const LIFTS =
  /^(?:lifted|lifts|drove|drives|pushed|pushes|boosted|boosts|took|sent|propelled|raised|dragged|pulled)$/

/**
 * Whether the words tell the cause of a change. In "Data center demand lifted revenue" the revenue
 * is the company's, not that of the data centers.
 */
const isCause = (items: readonly ClaimItem[]): boolean =>
  items.some(({ text }, i) => LIFTS.test(text) && DRIVEN.test(items[i - 1]?.text ?? ''))

const clause = (items: readonly ClaimItem[], bracketed: boolean): Clause => ({
  items,
  bracketed,
  causal:
    CAUSES.has(items[0]?.text ?? '') ||
    isCause(items) ||
    (!items.some(isNumeric) && items.some((item) => DRIVEN.test(item.text))),
})

/** "6% or $25.1 billion": one change, told as a part and as an amount. */
const isSaidTwice = (items: readonly ClaimItem[], at: number): boolean => {
  const [before, after] = [items[at - 1], items[at + 1]]
  return (
    /^(?:or|或)$/.test(items[at]?.text ?? '') &&
    before?.kind === 'number' &&
    before.number.kind === 'percent' &&
    after?.kind === 'number' &&
    after.number.kind === 'money'
  )
}

/** The clauses of a sentence, in order. Breaks and brackets belong to none. */
export const clausesOf = (items: readonly ClaimItem[]): Clause[] => {
  const clauses: Clause[] = []
  let current: ClaimItem[] = []
  let depth = 0
  const close = () => {
    if (current.length > 0) clauses.push(clause(current, depth > 0))
    current = []
  }
  for (const [i, item] of items.entries()) {
    const { text } = item
    if (item.kind === 'mark' && /[,;:，；：—–()（）[\]]/.test(text)) {
      close()
      if (OPEN.test(text)) depth++
      if (CLOSE.test(text)) depth = Math.max(0, depth - 1)
      continue
    }
    const cut =
      (CUTS.has(text) && current.length > 0) ||
      (JOINS.has(text) &&
        current.some(isNumeric) &&
        !isReference(items[i + 1]) &&
        !(isConcept(items[i - 1]) && isConcept(items[i + 1])) &&
        !isSaidTwice(items, i))
    if (cut) close()
    current.push(item)
  }
  close()
  return clauses
}

const SOME_MARKET = new Set(
  'industry|the industry|sector|the sector|peers|peer|peer group|rivals|rival|competitors|competitor|industry average|行业|同行|同业|业内|竞争对手|对手|行业平均|可比公司|the economy|consensus|guidance|市场预期|一致预期'.split(
    '|',
  ),
)
const LEADS = new Set('in at for across within outside among 在 对于 就 按 分 从 对'.split(' '))
const TAILS = new Set('方面 来看 看 市场 地区 板块 分部 业务 而言 来说'.split(' '))

/** Who deals with the company: what is said of them is no figure of theirs. */
const PARTNERS = /^(?:suppliers?|customers?|employees?|goods|供应商|客户|员工)$/

/** Another subject that a clause without a number sets for the clauses after it. */
export const subjectSet = ({ items, causal }: Clause): Foreign | null => {
  if (causal || items.some(isNumeric) || items.some(isConcept)) return null
  const found = items.findIndex((item) => {
    const foreign = phraseOf(item)?.foreign
    return foreign !== undefined && (foreign !== 'market' || SOME_MARKET.has(item.text))
  })
  if (found < 0) return null
  const leads = LEADS.has(items[0]?.text ?? '') || TAILS.has(items.at(-1)?.text ?? '')
  return leads || (found <= 1 && !PARTNERS.test(items[found]?.text ?? ''))
    ? (phraseOf(items[found])?.foreign ?? null)
    : null
}
