import { expect, test } from 'vitest'
import { foldName, nameFits } from './name-fit.ts'

test.each([
  ['Apple Inc.', 'APPLE INC'],
  ['Tencent Holdings Limited', 'TENCENT'],
  ['騰訊控股', '腾讯控股'],
  ['騰訊控股有限公司', '腾讯控股'],
  ['贵州茅台酒股份有限公司', 'XD贵州茅'],
  ['万  科Ａ', '万科A'],
  ['*ST康美', '康美药业股份有限公司'],
  ['トヨタ自動車株式会社', 'トヨタ自動車'],
  ['Toyota Motor Corporation', 'TOYOTA MOTOR CORP'],
  ['Berkshire Hathaway Inc. New', 'BERKSHIRE HATHAWAY B'],
  ['阿里巴巴-W', '阿里巴巴集团控股有限公司'],
  ['Nestlé S.A.', 'Nestle SA'],
  // Another script tells nothing either way.
  ['贵州茅台', 'Kweichow Moutai Co., Ltd.'],
  ['International Business Machines Corporation', 'International Business Machines'],
])('%s and %s can be one company', (a, b) => {
  expect(nameFits([a], b)).toBe(true)
  expect(nameFits([b], a)).toBe(true)
})

test.each([
  ['Apple Inc.', 'Microsoft Corporation'],
  ['贵州茅台', '五粮液'],
  ['腾讯控股', '阿里巴巴'],
  ['中国平安保险(集团)股份有限公司', '招商银行股份有限公司'],
  ['トヨタ自動車', 'ソニーグループ'],
  ['Ford Motor Company', 'General Electric Company'],
])('%s and %s are two companies', (a, b) => {
  expect(nameFits([a], b)).toBe(false)
  expect(nameFits([b], a)).toBe(false)
})

test('of names in several scripts, those that can be compared decide', () => {
  expect(nameFits(['贵州茅台', 'Kweichow Moutai Co., Ltd.'], 'Wuliangye Yibin')).toBe(false)
  expect(nameFits(['贵州茅台', 'Kweichow Moutai Co., Ltd.'], '五粮液')).toBe(false)
  expect(nameFits(['贵州茅台', 'Kweichow Moutai Co., Ltd.'], 'KWEICHOW MOUTAI')).toBe(true)
  expect(nameFits([], 'Anything')).toBe(true)
})

test('a name is folded to what is alike in every spelling', () => {
  expect(foldName('Ａｐｐｌｅ, Inc.')).toBe('apple inc')
  expect(foldName('騰訊')).toBe('腾讯')
  expect(foldName('ガンバ')).toBe('ガンバ')
})
