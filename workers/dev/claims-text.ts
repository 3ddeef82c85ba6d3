/** A text of as many numbers as are asked for, as a report has them. */
const SENTENCES = [
  'Revenue was $416.2 billion in FY2025, up 6.4% from FY2024. ',
  'The gross margin widened to 46.9% in FY2025, while net income was $112.0 billion. ',
  '2025财年营收4161.6亿美元，同比增长6.4%，毛利率46.9%。',
]
const NUMBERS_OF_ALL = 7

export const numbersOfText = (count: number): string =>
  SENTENCES.join('\n')
    .concat('\n')
    .repeat(Math.ceil(count / NUMBERS_OF_ALL))
