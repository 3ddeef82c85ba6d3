/** What kind of security a name on Nasdaq's list describes, and the company's name in it. Pure. */
import { countOf, ENGLISH_COUNT } from '#shared/number-words.ts'

const DEPOSITARY_RECEIPT = /american deposit[ao]ry|\bADRs?\b|\bADSs?\b/i
const PREFERRED =
  /\bpreferred (stock|shares?|units?|securit|limited)|\bpreference shares?|\bpfd\b|cumulative|perpetual|1\/\d[\d,]*th|\bdepository shares\b/i
const DEBT =
  /\bnotes?\b|debentures?|\bbonds due|mortgage bonds|\bdue (20\d\d|\w+ \d)|STRATS|CorTS|\bZONES\b|\btr (certs?|ctf)|synthetic fixed-income|capital trust i\b|\d% /i
const WARRANT = /\bwarrants?\b|\(ADW\)/i
const RIGHT = /\brights?\.?$/i
const UNIT = /\bunits?\b/i
/** Units of partnerships and trusts are their shares; all others are a share with a warrant. */
const PARTNERSHIP =
  /\bL\.?P\.?\b|partner|\bcommon units?\b|class a units?\b|depositary units|\btrust\b/i
/** What a share or a fund's share is called, also where its name speaks of preferred shares. */
const ORDINARY = /\b(common|ordinary) (stock|shares)|\bfund (i+|iv|v)?\b(?!.*\bnotes\b)/i
const FUND =
  /\bfunds?\b|\betf\b|\betn\b|\bmunicipal|\b(income|dividend|bond|term|credit|equity|duration|floating rate|opportunit(y|ies)|natural resources)\b.*\btrust\b|closed[ -]end|21shares|grayscale|vaneck|ishares|spdr/i
const REIT = /\bREIT\b|real estate investment trust|\brealty\b|property trust|properties trust/i

export type UsSecurityKind = 'share' | 'reit' | 'fund' | 'other'

/** `other` is what is no company's share: preferred shares, warrants, rights, units, debt. */
export const securityKind = (symbol: string, name: string, industry: string): UsSecurityKind => {
  if (symbol.includes('^')) return 'other'
  const receipt = DEPOSITARY_RECEIPT.test(name)
  if (WARRANT.test(name) || RIGHT.test(name) || symbol.endsWith('/WS')) return 'other'
  if (!receipt && UNIT.test(name) && !PARTNERSHIP.test(name)) return 'other'
  if (!receipt && PREFERRED.test(name) && !ORDINARY.test(name)) return 'other'
  if (DEBT.test(name) && !ORDINARY.test(name)) return 'other'
  if (FUND.test(name)) return 'fund'
  return REIT.test(name) || industry === 'Real Estate Investment Trusts' ? 'reit' : 'share'
}

/** Words after the company's name that describe the security, with all that follows them. */
const DESCRIPTION =
  /\s+(\(?(the )?(new )?(common|ordinary|capital stock|class [a-z]\b|series [a-z]\b|american deposit[ao]ry|subordinate|depositary|depository|limited voting|non-?voting|voting|unsponsored|spon[a-z]*|registered$|adrs?\b|adss?\b|units?\b|shares?\b|cmn shs|new york (registry )?shares?|ny registry)\b).*$/i

/** `BRK/A` is BRK.A, and `BFH^A`, a preferred share, is BFH.PRA. */
export const nasdaqSymbol = (written: string): string =>
  written
    .trim()
    .replace('/', '.')
    .replace(/\^(.*)$/, '.PR$1')

/** Remarks of the list on a name. */
const REMARK = /\s*(\(Name to be changed|Trading under the Legal Name|Pfd \d).*$/i

/** `Apple Inc. Common Stock` is Apple Inc. */
export const companyName = (text: string): string => {
  const name = text.normalize('NFKC').replace(/\s+/g, ' ').trim()
  const short = name
    .replace(REMARK, '')
    .replace(DESCRIPTION, '')
    .replace(/[\s,(–-]+$/, '')
  return (short.length >= 2 ? short : name)
    .replace(/^(.+) \1$/i, '$1')
    .replace(/\s+(Common|New|NEW|REIT|\((The|DE|Canada|REIT)\))$/, '')
}

const COUNT = String.raw`(?:\d+|${ENGLISH_COUNT})`

/** `each two representing three Ordinary Shares`, `representing 1/2 of a share of Common Stock`. */
const STANDS_FOR = new RegExp(
  `(?:(?:each|every) (?<receipts>${COUNT}) (?:of which )?)?represent(?:s|ing)? ` +
    '(?:the right to receive )?(?:[a-z-]+ ){0,2}?' +
    String.raw`\(?(?<count>${COUNT})(?:/(?<parts>\d+)(?:st|nd|rd|th)?)?\)? ` +
    String.raw`(?:of an? )?(?:(?:class|series) \w+ )?(?:(?:ordinary|common) )?shares?\b`,
  'i',
)

/**
 * How many ordinary shares so many traded ones stand for, as `3/2`: 1/1 where the name says that
 * ordinary shares are traded. Null where it does not tell: receipts of unknown worth, of preferred
 * shares or of units, and `Common Stock`, under which the list also has receipts (Toyota, Honda).
 */
export const sharesFor = (name: string): string | null => {
  const words = name.normalize('NFKC').replace(/\s+/g, ' ')
  if (!DEPOSITARY_RECEIPT.test(words) && !/deposit[ao]ry/i.test(words))
    return /\bordinary shares?\b/i.test(words) && !/pfd|preferred/i.test(words) ? '1/1' : null
  const { count, receipts = '1', parts = '1' } = STANDS_FOR.exec(words)?.groups ?? {}
  if (count === undefined) return null
  const [shares, traded] = [countOf(count), countOf(receipts) * Number(parts)]
  return shares > 0 && traded > 0 ? `${shares}/${traded}` : null
}
