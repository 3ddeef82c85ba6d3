/** Words that stand between a claim and what it is said of, in both languages. */

export const PREPOSITIONS = new Set(
  'of in on for at to from by within outside across under among 的 于 在 来自'.split(' '),
)

export const SKIPPED = new Set(
  'the a an its their our of in for at during as fiscal end year full period ended ending and was were is are on by to that this with 的 在 为 于 是 即 了 （ ( 期 末 达'.split(
    ' ',
  ),
)

/** Words between a number and the period right behind it. */
export const BEHIND = new Set(
  "of in for at during as fiscal the a end close year full period ended ending by on over quarter half its 's 的 于 在 （ (".split(
    ' ',
  ),
)

export const COPULAS = new Set(
  'of at was were is are to : = reached came stood be been totalled totaled equalled hit 为 是 达 达到 至 到 约 仅 仅为 录得 有'.split(
    ' ',
  ),
)

/** Before a name: what it names is taken out, and something else is spoken of. */
export const LEFT_OUT = new Set(
  'after excluding before deducting beyond 扣除 除去 扣减 剔除'.split(' '),
)

export const VERBAL = /(?:ed|ing|ly)$/
