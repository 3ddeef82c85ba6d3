import { describe, expect, it } from 'vitest'
import { KINDS } from '../../../aggregator/instruments/list-format.ts'
import { companyName, securityKind } from './us-security.ts'

describe('what a name on the list describes', () => {
  it.each<[string, string, keyof typeof KINDS]>([
    ['AAPL', 'Apple Inc. Common Stock', 'share'],
    ['BRK/B', 'Berkshire Hathaway Inc.', 'share'],
    ['MPLX', 'MPLX LP Common Units Representing Limited Partner Interests', 'share'],
    ['ITUB', 'Itau Unibanco ADS (Each repstg 500 Preferred shares)', 'share'],
    ['RLX', 'RLX American Depositary Shares each representing the right to receive', 'share'],
    ['PFBC', 'Preferred Bank Common Stock', 'share'],
    ['O', 'Realty Income Corporation Common Stock', 'reit'],
    ['PDI', 'PIMCO Dynamic Income Fund Common Stock', 'fund'],
    ['HPF', 'John Hancock Pfd Income Fund II Pfd Income Fund II', 'fund'],
    ['BFH^A', 'Bread Financial Holdings Depositary Shares', 'other'],
    ['BRKRP', 'Bruker Corporation 6.375% Mandatory Convertible Preferred Stock', 'other'],
    ['NTRSO', 'Northern Trust Depositary Shares Each Representing a 1/1000th Interest', 'other'],
    ['BFRGW', 'Bullfrog AI Holdings Inc. Warrants', 'other'],
    ['RAC/WS', 'Rithm Acquisition Corp.', 'other'],
    ['HVIIU', 'Hennessy Capital Investment Corp. VII Unit', 'other'],
    ['TVAIR', 'Thayer Ventures Acquisition Corporation II Rights', 'other'],
    ['SOJE', 'Southern Company 4.20% Junior Subordinated Notes due 2060', 'other'],
    ['TFSA', 'Terra Income Fund 6 LLC 7.00% Notes due 2026', 'other'],
  ])('%s %s: %s', (symbol, name, kind) => {
    expect(securityKind(symbol, name, '')).toBe(KINDS[kind])
  })
})

describe("the company's name in it", () => {
  it.each([
    ['Apple Inc. Common Stock', 'Apple Inc.'],
    ['Home Depot Inc. (The) Common Stock', 'Home Depot Inc.'],
    ['Alphabet Inc. Class C Capital Stock', 'Alphabet Inc.'],
    ['Dynex Capital Inc. Common Stock', 'Dynex Capital Inc.'],
    [
      'Alibaba Group Holding Limited American Depositary Shares each',
      'Alibaba Group Holding Limited',
    ],
    [
      'Brookfield Renewable Corporation Brookfield Renewable Corporation',
      'Brookfield Renewable Corporation',
    ],
    ['ASML Holding N.V. New York Registry Shares', 'ASML Holding N.V.'],
    ['Nokia Corporation Sponsored American Depositary Shares', 'Nokia Corporation'],
    ['RH Common Stock', 'RH'],
  ])('%s: %s', (text, name) => {
    expect(companyName(text)).toBe(name)
  })
})
