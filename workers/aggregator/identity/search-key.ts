/**
 * The forms in which names are compared by a search: folded, without what only names the kind of a
 * company, and without spaces. Pure.
 */
import { foldName, foldNames } from './name-fit.ts'

const SMALL_KANA = 'ァィゥェォッャュョヮ'
const LARGE_KANA = 'アイウエオツヤユヨワ'
/** The distance from a hiragana letter to its katakana letter. */
const TO_KATAKANA = 0x60

/** Makes ゆにくろ and ユニクロ equal, and キャノン and キヤノン. */
const foldKana = (text: string): string =>
  text
    .replace(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + TO_KATAKANA))
    .replace(
      /[ァィゥェォッャュョヮ]/g,
      (letter) => LARGE_KANA[SMALL_KANA.indexOf(letter)] ?? letter,
    )

/** Differences of spelling removed, as for any name, and those between kana. */
export const searchFold = (text: string): string => {
  const folded = foldName(text)
  return /[ぁ-ヺ]/.test(folded) ? foldKana(folded) : folded
}

/** The names folded as `searchFold` folds each, in one pass over all of them. */
export const searchFoldAll = (names: readonly string[]): string[] =>
  foldNames(names).map((name) => (/[ぁ-ヺ]/.test(name) ? foldKana(name) : name))

export const squeeze = (folded: string): string => folded.replaceAll(' ', '')

/** Words at the end of a Latin name that do not identify the company. */
const LATIN_KIND =
  / (inc|incorporated|corp|corporation|co|company|ltd|limited|plc|llc|lp|n v|nv|s a|sa|ag|se|kk|spa|ab|asa|as|holdings?|hldgs?|group|adr|ads|common stock|ordinary shares?|class [a-c]|de|md|mn|new|and)$/
const kinds = (...words: string[]): string => words.map((word) => searchFold(word)).join('|')
const ASIAN_KIND = new RegExp(
  ` ?(${kinds('股份有限公司', '有限责任公司', '有限公司', '控股', '集团', '股份', '公司', '株式会社', '(株)', 'ホールディングス', 'グループ', 'HD')})$`,
)
const ASIAN_KIND_BEFORE = new RegExp(`^(${kinds('株式会社', '(株)')}) ?(?=.)`)
const LATIN_ARTICLE = /^the (?=.)/
/**
 * Marks that exchanges put before and after a Chinese short name; in Hong Kong W for weighted votes
 * and S for a second listing: 小米集团-W, 京东集团-SW.
 */
const MARK_BEFORE = /^(s?st|pt|xd|xr|dr|g)(?=\p{Script=Han})/u
const MARK_AFTER = /(?<=\p{Script=Han}{2})(退|[ab]| s?w| s)$/u

/**
 * A folded name without the words for the kind of a company: tencent for Tencent Holdings Limited,
 * 腾讯 for 腾讯控股有限公司. The name itself when nothing would be left.
 */
export const coreOf = (folded: string): string => {
  let core = folded.replace(LATIN_ARTICLE, '').replace(ASIAN_KIND_BEFORE, '')
  core = core.replace(MARK_BEFORE, '').replace(MARK_AFTER, '')
  for (;;) {
    const shorter = core.replace(LATIN_KIND, '').replace(ASIAN_KIND, '').trim()
    if (shorter === core || shorter === '') return core
    core = shorter
  }
}
