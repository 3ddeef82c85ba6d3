/**
 * Whether two names can belong to one company, for example `Tencent Holdings Ltd.` and `TENCENT`,
 * 騰訊控股 and 腾讯控股, `XD贵州茅` and 贵州茅台. Pure.
 */
import * as OpenCC from 'opencc-js/t2cn'

const simplified = OpenCC.Converter({ from: 'hk', to: 'cn' })

/** Words that name the kind of a company and do not identify it. */
const LEGAL =
  /\b(the|incorporated|inc|corporation|corp|company|co|limited|ltd|plc|llc|lp|nv|sa|ag|se|kk|holdings?|group|class|common|stock|ordinary|shares?|adr|ads|new|de|trust|technology|technologies|international|intl)\b/g
const LEGAL_HAN =
  /(股份)?有限(责任)?公司|控股|集团|株式会社|㈱|\(株\)|ホールディングス|グループ|公司|股份/g
/** Marks that exchanges put before a short name: ex-dividend, ex-rights, special treatment, new. */
const EXCHANGE_MARK = /^(XD|XR|DR|ST|\*ST|S\*ST|SST|N|C|U|W)(?=\p{Script=Han})/u
const SHARE_CLASS = /(-?[SWRBHU]{1,2}|[AB])$/

/** A name that the conversions of characters leave as it is. Most are such, and they take long. */
const PLAIN_LATIN = /^[ -~]*$/
const withoutVariants = (name: string): string =>
  simplified(name.normalize('NFKC'))
    .normalize('NFD')
    .replace(/\p{Mn}(?<![\u3099\u309a])/gu, '')
    .normalize('NFC')

/**
 * Removes differences of spelling: case, width, accents and punctuation. Han characters become
 * simplified ones.
 */
export const foldName = (name: string): string =>
  (PLAIN_LATIN.test(name) ? name : withoutVariants(name))
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/['’.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/**
 * Folds each name as `foldName` does, in one pass over all of them: a step of the folding costs
 * little, and so many calls of it much. A line end within a name becomes a space.
 */
export const foldNames = (names: readonly string[]): string[] => {
  if (names.length === 0) return []
  const lines = names.map((name) => (name.includes('\n') ? name.replaceAll('\n', ' ') : name))
  const others = [...lines.keys()].filter((at) => !PLAIN_LATIN.test(lines[at] ?? ''))
  const converted = withoutVariants(others.map((at) => lines[at]).join('\n')).split('\n')
  for (const [index, at] of others.entries()) lines[at] = converted[index] ?? ''
  return lines
    .join('\n')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/['’.]/g, '')
    .replace(/[^\p{L}\p{N}\n]+/gu, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/^ | $/g, '')
    .split('\n')
}

const latinWords = (name: string): string[] =>
  foldName(name)
    .replace(LEGAL, ' ')
    .split(' ')
    .filter((word) => /^[a-z0-9]+$/.test(word) && word !== 'and')

const asian = (name: string): string =>
  foldName(
    name.normalize('NFKC').replace(/\s+/g, '').replace(EXCHANGE_MARK, '').replace(SHARE_CLASS, ''),
  )
    .replace(LEGAL_HAN, '')
    .replace(/[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/gu, '')

/**
 * Short words say little: two names must share a word with at least this many letters, or match as
 * a whole.
 */
const TELLING_LETTERS = 3

const latinFits = (a: readonly string[], b: readonly string[]): boolean => {
  const [first, second] = [a.join(''), b.join('')]
  if (first.startsWith(second) || second.startsWith(first)) return true
  return a.some(
    (word) =>
      word.length >= TELLING_LETTERS &&
      b.some(
        (other) =>
          other.length >= TELLING_LETTERS && (word.startsWith(other) || other.startsWith(word)),
      ),
  )
}

/** Whether the two names share two consecutive characters. */
const asianFits = (a: string, b: string): boolean => {
  if (a.length < 2 || b.length < 2) return a.includes(b) || b.includes(a)
  for (let at = 0; at + 2 <= a.length; at++) if (b.includes(a.slice(at, at + 2))) return true
  return false
}

/**
 * Whether two names in one script share the part that identifies a company; null when they are in
 * different scripts and cannot be compared.
 */
const compared = (one: string, other: string): boolean | null => {
  const [asianOne, asianOther] = [asian(one), asian(other)]
  if (asianOne && asianOther) return asianFits(asianOne, asianOther)
  if (asianOne || asianOther) return null
  const [latinOne, latinOther] = [latinWords(one), latinWords(other)]
  return latinOne.length === 0 || latinOther.length === 0 ? null : latinFits(latinOne, latinOther)
}

/** False when some of a company's names can be compared with this name and none of them fits. */
export const nameFits = (names: readonly string[], name: string): boolean => {
  const comparable = names.map((known) => compared(known, name)).filter((fit) => fit !== null)
  return comparable.length === 0 || comparable.includes(true)
}
