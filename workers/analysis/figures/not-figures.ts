/**
 * Finds the digits that are not a figure: dates, fiscal labels, list markers, counts of items,
 * names of forms and standards, codes. Pure.
 */
import { piecesOf, type TextRange } from './pieces.ts'

const MONTH = String.raw`(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?`
const YEAR = String.raw`(?:19|20)\d{2}`
/** Text after a year-like number which shows that the number is an amount. */
const AMOUNT = String.raw`[.,]\d|\s?(?:%|％|percent|per cent|trillion|billion|million|thousand|bn|mn|[万亿元股倍×天]|百万|千万|美元|港元|日元|x\b|times|days|shares|dollars|yuan|yen|USD|CNY|RMB|HKD|JPY)`
const ITEMS =
  'years?|fiscal years?|quarters?|months?|weeks?|decades?|periods?|points (?:call|stand|deserve|matter|speak)|reasons?|factors?|modules?|criteria|criterion|tests?|checks?|items?|signals?|flags?|risks?|strengths?|weaknesses|concerns?|scenarios?|cases?|methods?|questions?|steps?|sections?|drivers?|metrics?|indicators?|figures?|ratios?|filings?|annual reports?|pillars?|takeaways?|things?|views?'
const HAN_ITEMS =
  '年|个(?:季度|月|财年|方面|原因|因素|指标|问题|风险|要点|步骤|部分|检验|信号|支柱|条件|理由|看点)|大(?:风险|看点|支柱|原因|因素)|季度|月|项|条|点(?!\\d)|类|次|期|章|节|步|周|方面|重'
const NAMED =
  'Series|Watch|Model|Gen|Mark|Version|iOS|macOS|Galaxy|Pixel|Surface|Xbox|PlayStation|GeForce|RTX|Hopper|Blackwell|Snapdragon|Ryzen|Switch|Web|Office|Airbus|Boeing|S&P|CSI|Fortune|Nasdaq|Nikkei|Russell|FTSE|STOXX|DAX|CAC|沪深|中证|上证|恒生|科创|iPhone|iPad|Windows|Level|Step|Tier|Stage|Notes?|Items?|Sections?|Parts?|Tables?|Figures?|Chapters?|Phase|Rule|Article|IFRS|IAS|HKFRS|HKAS|ASC|ASU|SFAS|CAS|Form|Type|Category|Schedule|Exhibit|Basel|Top|top|前'

const PATTERNS = [
  // Dates and years.
  String.raw`\d{4}[-/.]\d{1,2}[-/.]\d{1,2}`,
  String.raw`\b${MONTH}\s{1,4}\d{1,2}(?:st|nd|rd|th)?(?:,?\s{1,4}\d{4})?\b(?![.,]\d|${AMOUNT})`,
  String.raw`\b\d{1,2}(?:st|nd|rd|th)?\s{1,4}(?:of\s{1,4})?${MONTH}(?:,?\s{1,4}\d{4})?(?![A-Za-z])`,
  String.raw`\b${MONTH},?\s{1,4}\d{4}\b`,
  String.raw`(?:\d{4}|\d{2})年(?:度|末|初|底)?(?:\s?\d{1,2}月)?(?:\s?\d{1,2}[日号])?`,
  String.raw`\d{1,2}月(?:\s?\d{1,2}[日号])?|\d{1,2}[日号](?!元)`,
  String.raw`(?<![\d.,])${YEAR}\s?(?:[-–—~～/至到]|to)\s?(?:${YEAR}|\d{2})(?![\d.,]{0,40}\d|${AMOUNT})`,
  String.raw`(?<![\d.,$¥￥€£])${YEAR}s\b`,
  // Fiscal labels.
  String.raw`\bFY\s?['’]?\d{2,4}(?:\s?[-–—/]\s?(?:FY)?\d{2,4})?`,
  String.raw`\b(?:fiscal|financial|calendar)(?:\s{1,4}years?)?\s{1,4}['’]?\d{2,4}(?:\s?(?:[-–—/]|to|and)\s?\d{2,4})?`,
  String.raw`\d{2,4}\s?财(?:政)?年(?:度)?`,
  String.raw`\b[QH][1-4]\b|\b[1-4][QH]\d{2,4}|\b9M\d{0,4}|第\s?[1-4一二三四]\s?季度|[1-4]季度|[’']\d{2}\b`,
  // Forms, standards, indices, codes.
  String.raw`\b\d{1,2}-[A-Z]\b|\bS-\d{1,6}\b|\bF-\d{1,6}\b|\b(?:ISO|Regulation|Section|Item|Rule)\s?\d{1,6}[A-Za-z]?(?:\([a-z0-9]{1,4}\)){0,6}|\b13[DFG]\b`,
  String.raw`(?:${NAMED})[\s-]?\d{1,4}[A-Za-z]?(?:\([a-z0-9]\))?(?![\d.,]{0,40}\d|${AMOUNT})`,
  String.raw`\b\d{4,6}\.(?:SH|SZ|HK|T|SS|BJ)\b|\b(?:CN|HK|US|JP):[A-Z0-9.]{1,16}`,
  String.raw`\[\^?\d{1,3}\]`,
  String.raw`(?<=[.!?。；;:：]\s?)\d{1,2}[.)、](?=\s?\p{L})`,
  // List markers, section numbers, ordinals.
  String.raw`^[ \t>]{0,20}(?:[-*+]\s{1,4})?(?:\*{1,2}|_{1,2})?\d{1,3}(?:[.)）](?!\d)|、)`,
  String.raw`^[ \t]{0,20}#{1,6}\s{1,4}(?:\*\*)?\d{1,6}(?:\.\d{1,4}){0,6}[.、)]?(?=\s)`,
  String.raw`[（(]\d{1,2}[)）](?=\s?[\p{L}*])`,
  String.raw`第\s?\d{1,6}|\d{1,6}(?:st|nd|rd|th)\b|§\s?\d{1,6}(?:\.\d{1,4}){0,6}`,
  // Counts of items.
  String.raw`(?<![\d.,$¥￥€£])\d{1,3}(?:[\s-]{1,4}(?:to|or|and|至|到|-|–)[\s-]{1,4}\d{1,3})?[\s-]{1,4}(?:(?:more|other|further|full|fiscal|last|past|recent|newest|different|main|key|major|red|yellow|annual|of\s{1,4}the|of)[\s-]{1,4}){0,3}(?:${ITEMS})\b`,
  String.raw`(?<![\d.,$¥￥€£])\d{1,3}\s?(?:[-–—~至到]\s?\d{1,3}\s?)?(?:${HAN_ITEMS})`,
  String.raw`(?<![\d.,$¥￥€£])\d{1,3}\s{1,4}(?:out\s{1,4})?of\s{1,4}(?:the\s{1,4})?(?:last\s{1,4}|past\s{1,4})?\d{1,3}(?![\d.,]{0,40}\d|${AMOUNT})`,
  String.raw`(?<![\d.,/])\d{1,2}\s?/\s?\d{1,2}(?![\d.,/]{0,40}\d|\s?[%％]|\sof\b|的)`,
]
const NOT_FIGURES = new RegExp(PATTERNS.map((p) => `(?:${p})`).join('|'), 'gmu')

const rangesOfPiece = (text: string): TextRange[] =>
  [...text.matchAll(NOT_FIGURES)].map((m) => ({ start: m.index, end: m.index + m[0].length }))

/** The ranges of the text in which a number is not a figure, in order. */
export const notFigures = (text: string): TextRange[] =>
  piecesOf(text).flatMap(({ start, end }) =>
    rangesOfPiece(text.slice(start, end)).map((range) => ({
      start: start + range.start,
      end: start + range.end,
    })),
  )
