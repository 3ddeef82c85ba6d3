/** Words of a direction, of a multiple and of a share, in English and Chinese. Only data. */

/** Verbs and nouns of a rise and of a fall. `|` separates phrases. */
export const UP = {
  en: 'rose | rise | rises | rising | risen | grew | grow | grows | growing | grown | increased | increase | increases | increasing | climbed | climb | climbs | climbing | jumped | jump | jumps | jumping | surged | surge | surging | soared | soaring | advanced | advance | advancing | gained | gain | gaining | up | higher | expanded | expand | expands | expanding | expansion | widened | widen | widening | improved | improve | improves | improving | improvement | swelled | swelling | accelerated | accelerating | rebounded | rebound | recovered | lifted | up by | leapt | leaped | leap | edged up | went up | ticked up | added | growth | upturn | strengthened | rallied | picked up | stepped up | lengthened | lengthen | lengthens | lengthening | stretched | ballooned | mounted | rise of | uptick | crept up | creeps up | inched up | outgrew | exploded | boosted | raised | raise | raises | hiked | quickened',
  zh: '增长 | 上升 | 增加 | 提高 | 提升 | 上涨 | 增至 | 升至 | 升到 | 增到 | 攀升 | 大增 | 激增 | 飙升 | 扩大 | 改善 | 回升 | 走高 | 上行 | 反弹 | 增幅 | 涨幅 | 升幅 | 增速 | 增加了 | 增长了 | 上升了 | 提高了 | 提升了 | 提高至 | 提升至 | 上升至 | 增长至 | 增加至 | 攀升至 | 跃升 | 增 | 升 | 涨 | 多出 | 高出 | 跳升 | 猛增 | 扩张 | 走阔 | 抬升 | 上扬 | 递增 | 加快 | 提速 | 拉长 | 拉长至 | 拉长到 | 延长 | 延长至 | 延长到',
}
export const DOWN = {
  en: 'fell | fall | falls | falling | fallen | declined | decline | declines | declining | decreased | decrease | decreases | decreasing | dropped | drop | drops | dropping | slipped | slip | slips | slipping | shrank | shrink | shrinks | shrinking | shrunk | contracted | contract | contracts | contracting | contraction | down | lower | down by | narrowed | narrow | narrowing | slid | slide | sliding | dipped | dip | dips | plunged | plunge | plunging | tumbled | tumble | sank | sunk | retreated | reduced | reduction | eased | edged down | went down | deteriorated | worsened | weakened | receded | came down | ticked down | crept down | inched down | slumped | slump | lost | cut | downturn | eroded | erosion | dwindled | compressed | shortened | shorten | shortens | shortening | trimmed | moderated | squeezed | run down | ran down | shed | slowed | slowing | decelerated',
  zh: '下降 | 下滑 | 减少 | 降低 | 下跌 | 跌 | 降至 | 跌至 | 降到 | 萎缩 | 缩减 | 回落 | 收窄 | 走低 | 下行 | 恶化 | 缩小 | 降幅 | 跌幅 | 减幅 | 下降了 | 下滑了 | 减少了 | 降低了 | 下降至 | 下滑至 | 减少至 | 降低至 | 回落至 | 锐减 | 大降 | 骤降 | 降 | 减 | 收缩 | 倒退 | 缩水 | 走弱 | 下挫 | 递减 | 下调 | 暴跌 | 放缓 | 减速 | 缩短 | 缩短至 | 缩短到',
}
/** Words of a change without a direction. */
export const CHANGE = {
  en: 'change | changed | changes | moved | went | year on year | year over year | yoy | y/y | quarter on quarter | quarter over quarter | qoq | q/q | sequentially | sequential | pace | rate of growth | growth rate | cagr | compound | compounded | compounding',
  zh: '变动 | 变化 | 同比 | 环比 | 增长率 | 变动幅度 | 复合增长率 | 复合增速 | 年均 | 复合 | 年复合',
}
/** A change as one word: the multiple of the former value that the latter is. */
export const MULTIPLE_WORDS: readonly { factor: number; en: string; zh: string }[] = [
  {
    factor: 2,
    en: 'doubled | doubling | doubles | double | twofold',
    zh: '翻番 | 翻倍 | 翻了一番 | 翻了一倍 | 增长一倍 | 增加一倍 | 翻一番 | 实现翻番 | 增加了一倍 | 增长了一倍 | 成倍增长',
  },
  {
    factor: 3,
    en: 'tripled | tripling | triples | trebled | triple | threefold',
    zh: '增至三倍 | 增长两倍 | 翻了两倍 | 增加两倍 | 增长了两倍',
  },
  {
    factor: 4,
    en: 'quadrupled | quadrupling | quadruple | fourfold',
    zh: '翻两番 | 翻了两番 | 增长三倍 | 增长了三倍',
  },
  { factor: 5, en: 'quintupled | quintuple | fivefold', zh: '增长四倍 | 增长了四倍' },
  { factor: 8, en: 'eightfold', zh: '翻了三番 | 翻三番' },
  { factor: 10, en: 'tenfold', zh: '增长九倍 | 增长了九倍' },
  {
    factor: 0.5,
    en: 'halved | halving | halves | cut in half | fell by half | dropped by half',
    zh: '减半 | 腰斩 | 减少一半 | 下降一半 | 减少了一半 | 下降了一半',
  },
]
/** A part as a word. */
export const SHARE_WORDS: readonly { share: number; en: string; zh: string }[] = [
  { share: 1 / 2, en: 'half | one half', zh: '一半 | 半数 | 二分之一' },
  { share: 1 / 3, en: 'a third | one third', zh: '三分之一' },
  { share: 2 / 3, en: 'two thirds', zh: '三分之二' },
  { share: 1 / 4, en: 'a quarter | one quarter', zh: '四分之一' },
  { share: 3 / 4, en: 'three quarters', zh: '四分之三' },
  { share: 1 / 5, en: 'a fifth | one fifth', zh: '五分之一' },
  { share: 2 / 5, en: 'two fifths', zh: '五分之二' },
  { share: 3 / 5, en: 'three fifths', zh: '五分之三' },
  { share: 4 / 5, en: 'four fifths', zh: '五分之四' },
  { share: 1 / 10, en: 'a tenth | one tenth', zh: '十分之一' },
  { share: 9 / 10, en: 'nine tenths', zh: '十分之九' },
]
export const TIMES_WORDS: readonly { times: number; en: string; zh: string }[] = [
  { times: 2, en: 'twice | two times', zh: '两倍 | 二倍' },
  { times: 3, en: 'three times', zh: '三倍' },
  { times: 4, en: 'four times', zh: '四倍' },
  { times: 5, en: 'five times', zh: '五倍' },
  { times: 6, en: 'six times', zh: '六倍' },
  { times: 7, en: 'seven times', zh: '七倍' },
  { times: 8, en: 'eight times', zh: '八倍' },
  { times: 9, en: 'nine times', zh: '九倍' },
  { times: 10, en: 'ten times', zh: '十倍' },
]
